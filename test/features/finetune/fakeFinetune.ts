import type { Remote } from 'comlink';
import type { TrainingRequest, TrainingState } from '../../../src/contracts/finetune.ts';
import type { JobPort } from '../../../src/contracts/job.ts';
import type { EncoderCard } from '../../../src/contracts/tensor.ts';
import { createMemoryPeople } from '../../../src/data/people/peopleShelf.ts';
import type { FinetuneRun, FinetuneShelf, RunAnswers } from '../../../src/data/runs/finetuneRuns.ts';
import type { HandLabels } from '../../../src/data/runs/handLabels.ts';
import { mergedLabels } from '../../../src/data/runs/mergedLabels.ts';
import type {
  FinetuneCalls,
  FinetuneClients,
} from '../../../src/features/finetune/training/finetuneClients.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { measureNames } from '../../../src/maths/segmentation/galaxyMeasures.ts';
import type { JobMessage } from '../../../src/rpc/jobPort.ts';
import type { Session } from '../../../src/session/session.ts';
import { freeLocks } from '../freeLocks.ts';

/** Runs kept as long as the test lasts. */
function createMemoryRuns(): FinetuneShelf {
  const runs = new Map<string, FinetuneRun>();
  const states = new Map<string, TrainingState>();
  const answers = new Map<string, RunAnswers>();
  const files = new Map<string, Blob>();
  const hand = new Map<string, HandLabels>();
  const shelf: FinetuneShelf = {
    list: async catalogue => ({
      items: [...runs.values()]
        .filter(run => run.catalogue === catalogue)
        .sort((a, b) => b.changedMs - a.changedMs),
      setAside: 0,
    }),
    async rename(key, name) {
      const run = runs.get(key);
      if (run) runs.set(key, { ...run, name });
    },
    put: async run => void runs.set(run.key, run),
    async putEpoch(run, state) {
      runs.set(run.key, run);
      states.set(run.key, state);
    },
    state: async key => states.get(key),
    putAnswers: async (key, given) => void answers.set(key, given),
    answers: async key => answers.get(key),
    putFile: async (key, file) => void files.set(key, file),
    file: async key => files.get(key),
    async putHandLabels(change) {
      const { catalogue } = change.labels;
      hand.set(catalogue, mergedLabels(hand.get(catalogue), change));
    },
    handLabels: async catalogue => hand.get(catalogue),
    async remove(key) {
      const run = runs.get(key);
      const removed = run && { run, state: states.get(key), answers: answers.get(key), file: files.get(key) };
      for (const table of [runs, states, answers, files]) table.delete(key);
      return removed;
    },
    async restore({ run, state, answers: given, file }) {
      runs.set(run.key, run);
      if (state) states.set(run.key, state);
      if (given) answers.set(run.key, given);
      if (file) files.set(run.key, file);
    },
    watch: () => () => undefined,
  };
  return shelf;
}

const card: EncoderCard = {
  name: 'galaxy',
  title: 'Galaxies',
  architecture: 'none',
  dimension: 1,
  view: { sidePx: 2, cropFraction: 1 },
  description: '',
  licence: '',
  credit: '',
  bytes: 0,
  sha256: '',
};

/**
 * A worker whose representation of a galaxy is its row, and whose head calls rows of `from` and beyond the second class. A test
 * ends each epoch.
 */
export function createFakeFinetune(session: Session, { from = 20, unreadable = -1 } = {}) {
  const shelf = createMemoryRuns();
  const started: { request: TrainingRequest; state: TrainingState | undefined }[] = [];
  let reportOn: JobPort | undefined;
  let pending: { resolve(): void; reject(error: Error): void } | null = null;
  let epochs = 0;
  let embedded = 0;
  let keys = 0;
  const answer = (value: number) => (value >= from ? [-3, 3] : [3, -3]);
  const stateOf = (count: number): TrainingState => {
    const figures = Array.from({ length: count }, (_, i) => ({
      epoch: i + 1,
      trainLoss: 1 / (i + 1),
      validationLoss: 1 / (i + 1),
    }));
    const best = { epoch: count, validationLoss: 1 / count, tensors: new Map() };
    return { figures, tensors: new Map(), optimiser: { steps: 0, moments: new Map() }, best };
  };
  const api = {
    batchSize: async () => 8,
    async embed(batch) {
      embedded += batch.rows.length;
      return Float32Array.from(batch.rows);
    },
    async startTraining(request, state) {
      started.push({ request, state });
      epochs = state?.figures.length ?? 0;
    },
    trainEpoch(port?: JobPort) {
      return new Promise((resolve, reject) => {
        const cancelled = () => reject(new DOMException('The job was cancelled.', 'AbortError'));
        pending = {
          resolve() {
            const state = stateOf(++epochs);
            const finished = epochs >= (started.at(-1)?.request.options.maxEpochs ?? 0);
            resolve({ figures: state.figures[epochs - 1], finished, state });
          },
          reject,
        };
        if (!port) return;
        reportOn = port;
        port.onmessage = (event: MessageEvent<JobMessage>) => event.data.kind === 'cancel' && cancelled();
      });
    },
    async predictRows(rows) {
      const { examples } = started.at(-1)!.request;
      if (examples.kind !== 'vectors') throw new Error('need vectors');
      return Float32Array.from([...rows].flatMap(row => answer(examples.vectors[row])));
    },
    exportTrained: async () => Uint8Array.of(1, 2, 3),
    endTraining: () => new Promise(() => {}), // as of a worker that is lost in this moment: nobody may wait for it
    openTrained: async () => {},
    degrade: async ({ pixels }) => pixels,
    measureGalaxies: async batch => new Float64Array(batch.rows.length * measureNames.length).fill(1),
    async predictGalaxies(galaxies) {
      if (galaxies.kind !== 'vectors') throw new Error('need vectors');
      const outputs = Float32Array.from([...galaxies.vectors].flatMap(answer));
      return { outputs, shares: outputs };
    },
  } satisfies FinetuneCalls;
  function represent(weights: string): void {
    const components = sixteenBitRowsOf(new Float32Array(0), 1);
    const representation = { weights, components, rows: new Uint32Array(0), complete: true };
    session.representation.getState().replace(representation);
  }
  const clients: FinetuneClients = {
    session,
    shelf,
    peopleShelf: createMemoryPeople(),
    locks: freeLocks,
    tensor: {
      loadEncoder: async weights => ({ ...card, name: typeof weights === 'string' ? weights : weights.name }),
      call: make => make(api as unknown as Remote<FinetuneCalls>),
      end() {},
    },
    pixels: async (_handle, rows, { sidePx }) => {
      const readable = rows.filter(row => row !== unreadable);
      const pixels = new Uint8Array(readable.length * sidePx * sidePx * 3);
      return { rows: readable, sidePx, pixels, problems: [] };
    },
    weights: async name => name,
    starts: async () => [{ name: 'galaxy', title: 'Galaxies' }],
    represent: async file => represent(`file:${file.name}`),
    representAs: async weights => represent(weights),
    clock: () => ++keys,
    newKey: () => `k${++keys}`,
  };
  return {
    clients,
    shelf,
    started,
    embedded: () => embedded,
    isTraining: () => pending !== null,
    /** Tells of a step of the epoch under way, as the worker does after each batch. */
    report() {
      const progress = { phase: 'Epoch 1', done: 1, total: 2, unit: 'galaxies' };
      reportOn?.postMessage({ kind: 'progress', progress } satisfies JobMessage);
    },
    endEpoch() {
      const now = pending;
      pending = null;
      now?.resolve();
    },
  };
}
