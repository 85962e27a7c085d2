import type { SelfRequest } from '../../contracts/training/selfsupervision.ts';
import type { SelfProbe, SelfRun } from '../../data/runs/selfRuns.ts';
import { representationRank } from '../../maths/selfsupervision/collapse.ts';
import type { RunningJob } from '../../session/runJob.ts';
import { type LabelledGalaxies, probeGalaxies } from './probedLabel.ts';
import type { SelfClients } from './selfClients.ts';
import { createWorkerSelf, type WorkerSelf } from './workerSelf.ts';

/** A training that is ready to begin or to go on. */
export interface PreparedSelf {
  run: SelfRun;
  request: SelfRequest;
  /** Galaxies with a label, and their images as the network sees them; absent where nothing is asked. */
  asked?: { label: LabelledGalaxies; pixels: Uint8Array };
}

const stretchSeconds = 4; // between two looks at it
const keptEveryMs = 10_000; // what a crash may cost
const rankGalaxies = 128;

/**
 * Trains stretch by stretch: tells the room where it stands, keeps the state after each epoch and every ten seconds, asks about the
 * label every few epochs, and draws two views of a galaxy. Stopped, it keeps what there is as a network.
 *
 * @param tell shows the run as it is now
 * @param show the views drawn last
 */
export async function trainSelf(
  clients: SelfClients,
  { run: begun, request, asked }: PreparedSelf,
  job: RunningJob,
  tell: (run: SelfRun, views?: Awaited<ReturnType<WorkerSelf['views']>>) => void,
): Promise<void> {
  const { shelf, session, clock } = clients;
  let run = begun;
  const training = createWorkerSelf(clients, request, await shelf.state(run.key));
  const now = (fields: Partial<SelfRun>): SelfRun => {
    const own = session.jobs.getState().jobs.find(({ id }) => id === job.id);
    const workedMs = own ? own.updatedMs - own.startedMs : 0; // the tray leaves pauses out
    run = { ...run, ...fields, trainedMs: begun.trainedMs + workedMs, changedMs: clock() };
    return run;
  };
  const count = request.pixels.length / (request.sidePx ** 2 * 3);
  const someEpochs = Math.max(1, Math.ceil(request.settings.epochs / 10));

  async function look(epoch: number): Promise<SelfProbe> {
    const few = request.pixels.subarray(0, Math.min(count, rankGalaxies) * request.sidePx ** 2 * 3);
    const vectors = await training.vectors(few);
    const rank = representationRank(vectors, vectors.length / Math.min(count, rankGalaxies));
    if (!asked) return { epoch, rank };
    return { epoch, rank, ...probeGalaxies(asked.label, await training.vectors(asked.pixels)) };
  }
  const keep = async (fields: Partial<SelfRun>) => {
    const state = await training.state();
    await shelf.put(now(fields), state);
  };

  const { steps, stepsInAll, epochs } = await job.untilDone(training.start);
  tell(now({ steps, stepsInAll, epochs }));
  if (run.probes.length === 0) tell(now({ probes: [await look(0)] }), await training.views(0, 1));
  let keptMs = clock();
  let finished = steps >= stepsInAll;
  let collapse: string | undefined;
  try {
    while (!finished) {
      const before = run.epochs.length;
      const stand = await job.untilDone(control => training.train(stretchSeconds, control));
      collapse = stand.collapse;
      finished = stand.finished || collapse !== undefined;
      const galaxy = stand.steps % count;
      tell(now({ steps: stand.steps, epochs: stand.epochs }), await training.views(galaxy, stand.steps));
      const done = stand.epochs.length;
      if (done > before && (finished || Math.floor(done / someEpochs) > Math.floor(before / someEpochs))) {
        tell(now({ probes: [...run.probes, await look(done)] }));
      }
      if (done > before || clock() - keptMs > keptEveryMs) {
        await keep({});
        keptMs = clock();
      }
    }
  } catch (error) {
    if (!job.signal.aborted || run.steps === begun.steps) throw error;
  }
  await keep({});
  const last = run.probes.at(-1);
  const figures = [
    ...(last?.linear === undefined || !run.label
      ? []
      : [
          { label: `Area under ROC, ${run.label.title}, linear probe`, value: last.linear },
          { label: `Area under ROC, ${run.label.title}, 20 nearest`, value: last.knn! },
        ]),
    ...(last ? [{ label: 'Directions in use', value: last.rank }] : []),
  ];
  const bytes = await training.exportNetwork({ title: run.name, galaxies: count, figures });
  await shelf.putFile(run.key, new Blob([bytes]));
  await shelf.put(now({ finished }));
  tell(run);
  if (collapse) {
    throw new Error(
      `${collapse} It learnt nothing more and was stopped: try a lower learning rate, a larger batch or more galaxies.`,
    );
  }
}
