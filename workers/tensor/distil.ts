import * as tf from '@tensorflow/tfjs-core';
import type { CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilRequest, DistilStanding, DistilWorker } from '../../src/contracts/distill.ts';
import type { DistilIteration, EvaluationRow, PrototypeFrame } from '../../src/contracts/prototypes.ts';
import type { DistilShelf } from '../../src/data/distilRuns.ts';
import { sha256Of } from '../../src/data/sha256.ts';
import { standardised } from '../../src/maths/channelStatistics.ts';
import { climbLadder } from '../../src/maths/frameLadder.ts';
import { createDistillation, type Distillation } from '../../src/nets/distillation.ts';
import { createStudentNetwork } from '../../src/nets/studentNetwork.ts';
import { oneHotTargets } from '../../src/nets/studentTraining.ts';
import { type JobContext, runJob } from '../../src/rpc/jobContext.ts';
import { prototypesOf } from './distilCard.ts';
import { createEvaluation } from './distilEvaluation.ts';
import { createExperts, type Experts } from './distilExperts.ts';
import { firstImages } from './distilStart.ts';
import { stoppable } from './stoppable.ts';

interface UnderWay {
  request: DistilRequest;
  experts: Experts;
  distillation: Distillation;
  /** Of the train part. */
  tensors: tf.Tensor[];
  labels: Uint8Array;
  iterations: DistilIteration[];
  frames: PrototypeFrame[];
  evaluations: EvaluationRow[];
  finished: boolean;
  /** Iterations the window has been told of. */
  told: number;
  keptMs: number;
  keptIterations: number;
  /** Of the iterations made in this visit, for the time left. */
  pace: { iterations: number; milliseconds: number };
}

const keepEveryMs = 60_000; // what a crash may cost
const mostFrames = 40; // a slider's worth
const mostFrameBytes = 16e6; // what a checkpoint may well weigh every minute

/** @param nowMs milliseconds since 1970 */
export function createDistil(shelf: DistilShelf, nowMs: () => number): DistilWorker {
  let held: UnderWay | undefined;

  function underWay(): UnderWay {
    if (!held) throw new Error('need a distillation; got none: start one first');
    return held;
  }

  function end(): void {
    held?.distillation.dispose();
    tf.dispose(held?.tensors ?? []);
    held = undefined;
  }

  async function open(request: DistilRequest): Promise<DistilStanding> {
    end();
    const { key, set, settings } = request;
    const [checkpoint, evaluations] = [await shelf.checkpoint(key), await shelf.evaluations(key)];
    const network = createStudentNetwork(shapeOf(request));
    const { imagesPerClass } = settings;
    const labels = Uint8Array.from(
      { length: set.classes.length * imagesPerClass },
      (_, i) => i / imagesPerClass,
    );
    const images = firstImages(set, settings);
    const real = tf.tensor4d(standardised(set.train.pixels, set), [
      set.train.labels.length,
      ...sidesOf(request),
    ]);
    const targets = oneHotTargets(set.train.labels, set.classes.length);
    const expertsKey = await expertsKeyOf(request);
    const experts = createExperts({ shelf, expertsKey, network, images: real, targets, settings });
    const distillation = createDistillation(
      {
        ...{ network, settings, real, realLabels: set.train.labels, images, labels },
        expertEpoch: experts.epoch,
      },
      checkpoint,
      checkpoint?.iterations.length,
    );
    held = {
      ...{ request, experts, distillation, labels, evaluations },
      tensors: [real, targets],
      iterations: checkpoint?.iterations ?? [],
      frames: checkpoint?.frames ?? [{ iteration: 0, images }],
      finished: (checkpoint?.iterations.length ?? 0) >= settings.iterations,
      told: checkpoint?.iterations.length ?? 0,
      keptMs: nowMs(),
      keptIterations: checkpoint?.iterations.length ?? 0,
      pace: { iterations: 0, milliseconds: 0 },
    };
    return standing(held);
  }

  async function standing(now: UnderWay): Promise<DistilStanding> {
    const { settings } = now.request;
    const { images, epochs } = await now.distillation.state();
    const needed = settings.method !== 'dm';
    const kept = needed ? await now.experts.kept() : [];
    return {
      expertEpochs: kept.reduce((sum, epoch) => sum + epoch, 0),
      expertEpochsWanted: needed ? settings.experts.experts * settings.experts.epochs : 0,
      iterations: [...now.iterations],
      labels: now.labels,
      frame: { iteration: now.iterations.length, images },
      frames: [...now.frames],
      stepSizes: (epochs?.logStepSizes ?? []).map(Math.exp),
      finished: now.finished,
      evaluations: now.evaluations,
    };
  }

  async function keep(now: UnderWay): Promise<void> {
    const { iterations, frames, distillation, request } = now;
    const state = await distillation.state();
    now.keptMs = nowMs();
    now.keptIterations = iterations.length;
    await shelf.putCheckpoint(request.key, { iterations, frames, ...state }, now.keptMs);
  }

  async function iterate(now: UnderWay, job: JobContext): Promise<void> {
    const startMs = nowMs();
    const { done, ...made } = await stoppable(job, breathe => now.distillation.iterate(breathe));
    now.iterations.push(made);
    now.finished = done;
    now.pace.iterations++;
    now.pace.milliseconds += nowMs() - startMs;
    await climb(now, made.iteration);
    if (done || nowMs() - now.keptMs >= keepEveryMs) await keep(now);
  }

  async function climb(now: UnderWay, iteration: number): Promise<void> {
    const frameBytes = 4 * now.frames[0].images.length;
    const most = Math.max(3, Math.min(mostFrames, Math.floor(mostFrameBytes / frameBytes)));
    const wanted = new Set(
      climbLadder(
        now.frames.map(frame => frame.iteration),
        iteration,
        most,
      ),
    );
    if (wanted.has(iteration)) {
      now.frames.push({ iteration, images: (await now.distillation.state()).images });
    }
    now.frames = now.frames.filter(frame => wanted.has(frame.iteration));
  }

  function secondsLeft({ request, iterations, pace, finished }: UnderWay): number | undefined {
    if (pace.iterations === 0 || finished) return undefined;
    const left = request.settings.iterations - iterations.length;
    return (left * pace.milliseconds) / pace.iterations / 1000;
  }

  return {
    async startDistillation(request) {
      const known = await shelf.request(request.key);
      if (!known) await shelf.begin(request, await expertsKeyOf(request), nowMs());
      return open(known ?? request);
    },
    async resumeDistillation(key) {
      const known = await shelf.request(key);
      if (!known) throw new Error(`need a run that is kept; got ${key}: start it anew`);
      return open(known);
    },
    trainExperts: port =>
      runJob(port, async job => {
        const now = underWay();
        const { method, experts } = now.request.settings;
        if (method === 'dm') return;
        const kept = await now.experts.kept();
        let done = kept.reduce((sum, epoch) => sum + epoch, 0);
        const total = experts.experts * experts.epochs;
        const before = done;
        for (const [expert, from] of kept.entries()) {
          for (let epoch = from; epoch < experts.epochs; epoch++) {
            job.report({ phase: 'Training experts', done, total, unit: 'epochs', before });
            await stoppable(job, breathe => now.experts.trainEpoch(expert, breathe));
            done++;
          }
        }
        job.report({ phase: 'Training experts', done, total, unit: 'epochs', before });
      }),
    distil: (seconds, port) =>
      runJob(port, async job => {
        const now = underWay();
        const untilMs = nowMs() + 1000 * seconds;
        const total = now.request.settings.iterations;
        try {
          while (!now.finished && nowMs() < untilMs) {
            await iterate(now, job);
            job.report({ phase: 'Distilling', done: now.iterations.length, total, unit: 'iterations' });
          }
        } catch (error) {
          if (error instanceof DOMException && error.name === 'AbortError') await keep(now); // a pause
          throw error;
        }
        const { images, epochs } = await now.distillation.state();
        const made = now.iterations.slice(now.told);
        now.told = now.iterations.length;
        return {
          iterations: made,
          frame: { iteration: now.iterations.length, images },
          stepSizes: (epochs?.logStepSizes ?? []).map(Math.exp),
          finished: now.finished,
          secondsLeft: secondsLeft(now),
        };
      }),
    evaluate: (contender, network, port) =>
      runJob(port, async job => {
        const now = underWay();
        const { frame, stepSizes } = await standing(now);
        const { images } = frame;
        const evaluation = createEvaluation(now.request, { images, stepSizes, labels: now.labels });
        const row = await evaluation.judge(contender, network, 'test', job);
        const whole = contender === 'synthetic' ? { ...row, iteration: now.iterations.length } : row;
        const others = now.evaluations.filter(
          each => each.contender !== contender || each.network !== network,
        );
        now.evaluations = [...others, whole];
        await shelf.putEvaluation(now.request.key, whole);
        return whole;
      }),
    async prototypes(credit) {
      const now = underWay();
      return prototypesOf(now.request, await standing(now), credit);
    },
    async endDistillation() {
      if (held && held.iterations.length > held.keptIterations) await keep(held);
      end();
    },
  };
}

const sidesOf = ({ set }: DistilRequest) => [set.view.sidePx, set.view.sidePx, 3] as const;

const shapeOf = ({ set, settings }: DistilRequest) => ({
  sidePx: set.view.sidePx,
  channels: 3,
  classes: set.classes.length,
  width: settings.width,
});

/** Experts are the same where all that shaped them is. */
async function expertsKeyOf({ set, settings }: DistilRequest): Promise<string> {
  const told = JSON.stringify([
    set.view,
    set.classes.length,
    settings.width,
    settings.experts,
    settings.seed,
    await pixelsHash(set),
  ]);
  return (await sha256Of(new TextEncoder().encode(told))).slice(0, 32); // 128 bits name enough
}

async function pixelsHash({ train }: CuratedSet): Promise<string> {
  const bytes = new Uint8Array(train.pixels.length + train.labels.length);
  bytes.set(train.pixels);
  bytes.set(train.labels, train.pixels.length);
  return sha256Of(bytes);
}
