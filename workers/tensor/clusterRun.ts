import type {
  ClusterExamples,
  ClusterModel,
  ClusterRequest,
  ClusterSnapshot,
  ClusterStretch,
  GalaxiesToCluster,
} from '../../src/contracts/clustering/clusters.ts';
import type { ClusterShelf } from '../../src/data/runs/clusterRuns.ts';
import { clusterEpochs } from '../../src/maths/clustering/clusterSettings.ts';
import { type ClusterShape, pictureNumbers } from '../../src/maths/clustering/clusterShape.ts';
import type { ClusterData } from '../../src/nets/clustering/clusterData.ts';
import type { ClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { freshClusterCheckpoint, resumeClusterTraining } from '../../src/nets/clustering/clusterTraining.ts';
import { decodedOf, posteriorsOf } from '../../src/nets/clustering/posteriors.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { runSteps } from '../stepwise.ts';
import { stoppable } from './stoppable.ts';

/** A clustering under way: its tensors, and what it has learnt so far. */
export interface ClusterRun {
  readonly network: ClusterNetwork;
  /** All its galaxies, those kept aside among them. */
  readonly all: ClusterData;
  /** Of the last epoch; 1 before the first. */
  readonly inputError: number;
  /** One step; a checkpoint is written every ten seconds and after each epoch. */
  step(job: JobContext): Promise<void>;
  readonly finished: boolean;
  /** Writes a checkpoint. */
  keep(): Promise<void>;
  readonly hasUnkeptSteps: boolean;
  /** It is paused: until the next step nothing is waited for. */
  rest(): void;
  snapshot(): Promise<ClusterSnapshot>;
  stretch(): Promise<ClusterStretch>;
  model(): Promise<ClusterModel>;
  dispose(): void;
}

const keepEveryMs = 10_000; // what a crash may cost
const shownGalaxies = 8;

/** Shape of the network that a request asks for. */
export function shapeOfRequest({ galaxies, settings, sidePx, colours = 1 }: ClusterRequest): ClusterShape {
  const { latents, components } = settings;
  const count = galaxies.ids.length;
  const inputs = (galaxies.inputs ?? galaxies.pictures).length / count;
  return { inputs, encodesPixels: galaxies.inputs === undefined, sidePx, colours, latents, components };
}

/** Pictures 0–1, and what is encoded. */
export function clusterDataOf({ pictures, inputs }: GalaxiesToCluster): ClusterData {
  const seen = Float32Array.from(pictures, value => value / 255);
  return { pictures: seen, inputs: inputs ?? seen };
}

/** The first galaxies alone, without a copy. @param count absent: all */
function firstOf(all: ClusterData, count: number | undefined, shape: ClusterShape): ClusterData {
  if (count === undefined) return all;
  const pictures = all.pictures.subarray(0, count * pictureNumbers(shape));
  return {
    pictures,
    inputs: all.inputs === all.pictures ? pictures : all.inputs.subarray(0, count * shape.inputs),
  };
}

/** Opens a run as it lies on the shelf. @param nowMs milliseconds since 1970 @param job breathes while principal components are computed */
export async function openClusterRun(
  shelf: ClusterShelf,
  nowMs: () => number,
  request: ClusterRequest,
  job: JobContext,
): Promise<ClusterRun> {
  const { key, settings, seed, kind, sidePx, colours } = request;
  const shape = shapeOfRequest(request);
  const all = clusterDataOf(request.galaxies);
  const data = firstOf(all, request.galaxies.learnt, shape);
  const start =
    (await shelf.checkpoint(key)) ??
    (await runSteps(freshClusterCheckpoint(shape, settings, seed, data), job, nowMs));
  const training = resumeClusterTraining(start, data);
  const total = clusterEpochs(settings) * training.steps;
  const stepsNow = () => training.epochs.length * training.steps + training.stepsDone;
  let [keptMs, keptSteps] = [nowMs(), stepsNow()];
  const pace = { steps: 0, milliseconds: 0 };
  let waitedMs = 0;
  let stepEndedMs: number | undefined; // absent after a rest, which is no waiting
  const pixels = pictureNumbers(shape);
  const count = data.pictures.length / pixels;
  const shown = Array.from({ length: Math.min(shownGalaxies, count) }, (_, i) =>
    Math.floor((i * count) / Math.min(shownGalaxies, count)),
  );

  async function examples(): Promise<ClusterExamples> {
    const pictures = new Float32Array(shown.length * pixels);
    for (const [i, row] of shown.entries())
      pictures.set(data.pictures.subarray(row * pixels, (row + 1) * pixels), i * pixels);
    const { means } = await posteriorsOf(training.network, data.inputs, shown);
    return {
      sidePx,
      colours,
      pictures,
      reconstructions: (await decodedOf(training.network, means)).pictures,
    };
  }

  async function keep(): Promise<void> {
    const [checkpoint, beside] = await onDevice(async () => [await training.checkpoint(), await examples()]);
    [keptMs, keptSteps] = [nowMs(), stepsNow()];
    await shelf.putCheckpoint(key, checkpoint, beside, keptMs);
  }

  const inputError = () => training.epochs.at(-1)?.inputError ?? 1;

  return {
    network: training.network,
    all,
    get inputError() {
      return inputError();
    },
    get finished() {
      return training.finished;
    },
    get hasUnkeptSteps() {
      return stepsNow() > keptSteps;
    },
    async step(job) {
      const startMs = nowMs();
      if (stepEndedMs !== undefined) waitedMs += startMs - stepEndedMs;
      stepEndedMs = undefined;
      const epoch = await stoppable(job, breathe => training.step(breathe));
      stepEndedMs = nowMs();
      pace.steps++;
      pace.milliseconds += stepEndedMs - startMs;
      await job.breathe();
      if (epoch || nowMs() - keptMs >= keepEveryMs) await keep();
    },
    keep,
    rest() {
      stepEndedMs = undefined;
    },
    async snapshot() {
      return {
        epochs: [...training.epochs],
        finished: training.finished,
        examples: await onDevice(examples),
      };
    },
    async stretch() {
      const step = stepsNow();
      const left = pace.steps > 0 ? ((total - step) * pace.milliseconds) / pace.steps / 1000 : undefined;
      return {
        epochs: [...training.epochs],
        ...{ step, steps: total, finished: training.finished, secondsLeft: left },
        ...{ computingSeconds: pace.milliseconds / 1000, waitingSeconds: waitedMs / 1000 },
        examples: await onDevice(examples),
      };
    },
    async model() {
      const weights = await onDevice(() => training.network.read());
      return { shape, kind, weights, inputError: inputError() };
    },
    dispose: training.dispose,
  };
}
