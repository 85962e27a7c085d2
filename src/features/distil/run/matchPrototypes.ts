import type { DistilStretch } from '../../../contracts/distillation/distil.ts';
import { type DistilContext, runStep } from './distilContext.ts';
import type { OpenRun } from './runState.ts';

const stretchSeconds = 2; // between two looks at the images
const firstSeconds = 0.5; // so that something moves at once

/** Makes iterations of the open run until it is finished, and shows what each stretch of them brings. */
export function matchPrototypes(context: DistilContext): Promise<boolean> {
  const { client, open, change } = context;
  const title = open()?.request.title ?? '';
  return runStep(context, 'matching', `Distil “${title}”`, async (job, { request, iterations }) => {
    const { key, settings } = request;
    const before = iterations.length;
    const report = () => {
      const done = open()?.iterations.length ?? 0;
      job.report({ phase: 'Matching', done, total: settings.iterations, unit: 'iterations', before });
    };
    report();
    let seconds = firstSeconds;
    while (!open()?.finished) {
      const stretch = await job.untilDone(({ signal }) =>
        client.call({ signal }, (api, port) => api.distil(seconds, port)),
      );
      const run = open();
      if (run) change(key, withStretch(run, stretch));
      seconds = stretchSeconds;
      report();
    }
  });
}

/** What a stretch changes of a run. */
function withStretch(run: OpenRun, stretch: DistilStretch): Partial<OpenRun> {
  const { iterations, frame, stepSizes, finished, secondsLeft, frames, keptFrames } = stretch;
  const last = run.iterations.at(-1)?.iteration ?? 0;
  const kept = new Set(keptFrames); // the worker alone chooses them, so that a reload shows the same
  const firstNew = frames[0]?.iteration ?? Number.POSITIVE_INFINITY;
  const earlier = run.frames.filter(({ iteration }) => iteration < firstNew);
  return {
    iterations: [...run.iterations, ...iterations.filter(({ iteration }) => iteration > last)],
    frames: [...earlier, ...frames].filter(({ iteration }) => kept.has(iteration)),
    ...{ frame, stepSizes, finished, secondsLeft },
  };
}
