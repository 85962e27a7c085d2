import * as tf from '@tensorflow/tfjs-core';
import type { DistilRequest, DistilSnapshot } from '../../src/contracts/distillation/distil.ts';
import type {
  DistilIteration,
  EvaluationRow,
  PrototypeFrame,
} from '../../src/contracts/distillation/prototypes.ts';
import { isFinished } from '../../src/data/runs/distilFinished.ts';
import type { DistilShelf } from '../../src/data/runs/distilRuns.ts';
import { withEvaluation } from '../../src/data/runs/withEvaluation.ts';
import { labelsByClass } from '../../src/maths/distillation/contenders.ts';
import { climbLadder, framesToKeep } from '../../src/maths/distillation/frameLadder.ts';
import { standardised } from '../../src/maths/images/channelStatistics.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { createDistillation } from '../../src/nets/distillation/distillation.ts';
import { createStudentNetwork } from '../../src/nets/distillation/studentNetwork.ts';
import { oneHotTargets } from '../../src/nets/distillation/studentTraining.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { createExperts, type Experts } from './distilExperts.ts';
import { expertsKeyOf } from './distilExpertsKey.ts';
import { firstImages } from './distilStart.ts';
import { stoppable } from './stoppable.ts';

/** A distillation under way: its tensors, and what it has produced so far. */
export interface DistilRun {
  readonly request: DistilRequest;
  readonly experts: Experts;
  readonly iterations: readonly DistilIteration[];
  readonly finished: boolean;
  /** One more iteration. A checkpoint is written every ten seconds and at the end. */
  iterate(job: JobContext): Promise<void>;
  /** Writes a checkpoint. */
  keep(): Promise<void>;
  /** What the page shows of the run as it stands. */
  snapshot(): Promise<DistilSnapshot>;
  /** Those kept: the first, and others evenly apart. */
  readonly frames: readonly PrototypeFrame[];
  /** The part of the snapshot that changes with every iteration. */
  newest(): Promise<Pick<DistilSnapshot, 'frame' | 'stepSizes'>>;
  /** Puts a row of the table in place of the one of the same contender and network, on the shelf too. */
  judged(row: EvaluationRow): Promise<void>;
  /** At the pace of this visit; undefined before the first iteration and after the last. */
  secondsLeft(): number | undefined;
  /** True if some iterations are on no checkpoint. */
  readonly hasUnkeptIterations: boolean;
  dispose(): void;
}

const keepEveryMs = 10_000; // what a crash may cost

/** Opens a run as it lies on the shelf. @param nowMs milliseconds since 1970 */
// Longer than 100 lines: what all its calls share is one set of tensors, freed together by dispose.
export async function openDistilRun(
  shelf: DistilShelf,
  nowMs: () => number,
  request: DistilRequest,
): Promise<DistilRun> {
  const { key, set, settings } = request;
  const checkpoint = await shelf.checkpoint(key);
  let evaluations = await shelf.evaluations(key);
  const expertsKey = await expertsKeyOf(request);
  const { sidePx } = set.view;
  const classes = set.classes.length;
  const { imagesPerClass } = settings;
  const labels = labelsByClass(classes, imagesPerClass);
  const images = firstImages(set, settings);
  const network = createStudentNetwork({ sidePx, channels: 3, classes, width: settings.width });
  const real = tf.tensor4d(standardised(set.train.pixels, set), [
    set.train.labels.length,
    ...([sidePx, sidePx, 3] as const),
  ]);
  const targets = oneHotTargets(set.train.labels, classes);
  const experts = createExperts({ shelf, expertsKey, network, images: real, targets, settings });
  const distillation = createDistillation(
    {
      ...{ network, settings, real, realLabels: set.train.labels, images, labels },
      expertEpoch: experts.epoch,
    },
    checkpoint,
    checkpoint?.iterations.length,
  );
  const iterations = checkpoint?.iterations ?? [];
  let frames = checkpoint?.frames ?? [{ iteration: 0, images }];
  let finished = isFinished(settings, checkpoint);
  let [keptMs, keptIterations] = [nowMs(), iterations.length];
  const pace = { iterations: 0, milliseconds: 0 };
  const state = () => onDevice(() => distillation.state());

  async function climb(iteration: number): Promise<void> {
    const before = frames.map(frame => frame.iteration);
    const wanted = new Set(climbLadder(before, iteration, framesToKeep(images.length)));
    if (wanted.has(iteration)) frames.push({ iteration, images: (await state()).images });
    frames = frames.filter(frame => wanted.has(frame.iteration));
  }

  async function keep(): Promise<void> {
    const own = await state();
    [keptMs, keptIterations] = [nowMs(), iterations.length];
    await shelf.putCheckpoint(key, { iterations, frames, ...own }, keptMs);
  }

  async function newest(): Promise<Pick<DistilSnapshot, 'frame' | 'stepSizes'>> {
    const { images: now, epochs } = await state();
    return {
      frame: { iteration: iterations.length, images: now },
      stepSizes: (epochs?.logStepSizes ?? []).map(Math.exp),
    };
  }

  return {
    request,
    experts,
    iterations,
    get finished() {
      return finished;
    },
    get frames() {
      return frames;
    },
    get hasUnkeptIterations() {
      return iterations.length > keptIterations;
    },
    async iterate(job) {
      const startMs = nowMs();
      const { done, ...made } = await stoppable(job, breathe => distillation.iterate(breathe));
      iterations.push(made);
      finished = done;
      pace.iterations++;
      pace.milliseconds += nowMs() - startMs;
      await climb(made.iteration);
      if (done || nowMs() - keptMs >= keepEveryMs) await keep();
    },
    keep,
    async snapshot() {
      const needsExperts = settings.method !== 'dm';
      const kept = needsExperts ? await experts.kept() : [];
      return {
        expertEpochs: kept.reduce((sum, epoch) => sum + epoch, 0),
        expertEpochsWanted: needsExperts ? settings.experts.experts * settings.experts.epochs : 0,
        iterations: [...iterations],
        labels,
        ...(await newest()),
        frames: [...frames],
        finished,
        evaluations,
      };
    },
    newest,
    async judged(row) {
      evaluations = withEvaluation(evaluations, row);
      await shelf.putEvaluation(key, row);
    },
    secondsLeft() {
      if (pace.iterations === 0 || finished) return undefined;
      const left = settings.iterations - iterations.length;
      return (left * pace.milliseconds) / pace.iterations / 1000;
    },
    dispose() {
      distillation.dispose();
      tf.dispose([real, targets]);
    },
  };
}
