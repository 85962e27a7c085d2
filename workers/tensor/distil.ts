import type { DistilRequest, DistilSnapshot, DistilWorker } from '../../src/contracts/distillation/distil.ts';
import type { DistilShelf } from '../../src/data/runs/distilRuns.ts';
import { settingsRefusal } from '../../src/data/runs/settingFields.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';
import { prototypesOf } from './distilCard.ts';
import { createEvaluation } from './distilEvaluation.ts';
import { expertsKeyOf } from './distilExpertsKey.ts';
import { type DistilRun, openDistilRun } from './distilRun.ts';
import { stoppable } from './stoppable.ts';

/** The calls of contracts/distil.ts about one run at a time. @param nowMs milliseconds since 1970 */
export function createDistil(shelf: DistilShelf, nowMs: () => number): DistilWorker {
  let openRun: DistilRun | undefined;
  /** How many iterations the window has been told of. */
  let toldIterations = 0;

  function theOpenRun(): DistilRun {
    if (!openRun) throw new Error('need a distillation; got none: start one first');
    return openRun;
  }

  function end(): void {
    openRun?.dispose();
    openRun = undefined;
  }

  async function open(request: DistilRequest): Promise<DistilSnapshot> {
    end();
    openRun = await openDistilRun(shelf, nowMs, request);
    toldIterations = openRun.iterations.length;
    return openRun.snapshot();
  }

  return {
    async startDistillation(request) {
      const known = await shelf.request(request.key);
      const refused = known ? null : settingsRefusal(request.settings);
      if (refused) throw new RangeError(refused);
      if (!known) await shelf.begin(request, await expertsKeyOf(request), nowMs());
      return open(known ?? request);
    },
    async resumeDistillation(key) {
      const known = await shelf.request(key);
      if (!known) throw new Error(`need a run that is kept; got ${key}: start it anew`);
      return open(known);
    },
    trainExperts: port =>
      serveJob(
        port,
        async job => {
          const now = theOpenRun();
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
        },
        limitsToWait,
      ),
    distil: (seconds, port) =>
      serveJob(
        port,
        async job => {
          const now = theOpenRun();
          const untilMs = nowMs() + 1000 * seconds;
          const total = now.request.settings.iterations;
          try {
            while (!now.finished && nowMs() < untilMs) {
              await now.iterate(job);
              job.report({ phase: 'Distilling', done: now.iterations.length, total, unit: 'iterations' });
            }
          } catch (error) {
            if (error instanceof DOMException && error.name === 'AbortError') await now.keep(); // a pause
            throw error;
          }
          const newest = await now.newest();
          const iterations = now.iterations.slice(toldIterations);
          const frames = now.frames.filter(({ iteration }) => iteration > toldIterations);
          toldIterations = now.iterations.length;
          return {
            ...{ iterations, ...newest, frames, finished: now.finished, secondsLeft: now.secondsLeft() },
            keptFrames: now.frames.map(({ iteration }) => iteration),
          };
        },
        limitsToWait,
      ),
    evaluate: (contender, network, port) =>
      serveJob(
        port,
        async job => {
          const now = theOpenRun();
          const { frame, stepSizes, labels } = await now.snapshot();
          const evaluation = createEvaluation(now.request, { images: frame.images, stepSizes, labels });
          const row = await evaluation.judge(contender, network, 'test', job);
          const whole = contender === 'synthetic' ? { ...row, iteration: now.iterations.length } : row;
          await now.judged(whole);
          return whole;
        },
        limitsToWait,
      ),
    prototypes: async credit => {
      const now = theOpenRun();
      return prototypesOf(now.request, await now.snapshot(), credit);
    },
    async endDistillation() {
      try {
        if (openRun?.hasUnkeptIterations) await openRun.keep();
      } finally {
        end(); // also where a lost device made `keep` fail
      }
    },
  };
}
