import type { DistilRequest, DistilStretch } from '../../../contracts/distil.ts';
import type { RunJobs } from './runJobs.ts';
import type { OpenRunAccess } from './runState.ts';

const stretchSeconds = 2; // the images are redrawn as often
const firstSeconds = 0.5; // so that something moves at once

/** Works on the open run where it rests: its experts, then iterations, until it is finished or stopped. */
export async function formRun(jobs: RunJobs, run: OpenRunAccess, begin?: DistilRequest): Promise<void> {
  const open = run.get();
  if (open?.doing !== 'nothing') return;
  const { key, title, settings } = open.request;
  const needsExperts = settings.method !== 'dm';
  const opening = needsExperts
    ? { key, begin, doing: 'experts' as const, title: `Train experts of “${title}”` }
    : { key, begin, doing: 'opening' as const, title: `Begin “${title}”` };
  const trained = await jobs.under(opening, async job => {
    if (!needsExperts) return;
    const before = run.get()?.expertEpochs ?? 0;
    run.change(key, { expertEpochsWanted: settings.experts.experts * settings.experts.epochs });
    await jobs.ask(
      job,
      (api, port) => api.trainExperts(port),
      progress => {
        job.report({ ...progress, before });
        run.change(key, { expertEpochs: progress.done, expertEpochsWanted: progress.total });
      },
    );
  });
  if (trained === 'done') {
    const before = run.get()?.iterations.length ?? 0;
    let seconds = firstSeconds;
    await jobs.under({ key, doing: 'matching', title: `Distil “${title}”` }, async job => {
      const report = () => {
        const done = run.get()?.iterations.length ?? 0;
        job.report({ phase: 'Matching', done, total: settings.iterations, unit: 'iterations', before });
      };
      report();
      while (!run.get()?.finished) {
        add(run, key, await jobs.ask(job, (api, port) => api.distil(seconds, port)));
        seconds = stretchSeconds;
        report();
      }
    });
  }
  jobs.rest();
}

function add(run: OpenRunAccess, key: string, stretch: DistilStretch): void {
  const open = run.get();
  if (open?.request.key !== key) return;
  const { iterations, frame, stepSizes, finished, secondsLeft } = stretch;
  const last = open.iterations.at(-1)?.iteration ?? 0;
  const kept = new Set(stretch.keptFrames); // the worker alone chooses them, so that a reload shows the same
  const known = open.frames.filter(({ iteration }) => iteration < (stretch.frames[0]?.iteration ?? Infinity));
  run.change(key, {
    iterations: [...open.iterations, ...iterations.filter(({ iteration }) => iteration > last)],
    frames: [...known, ...stretch.frames].filter(({ iteration }) => kept.has(iteration)),
    ...{ frame, stepSizes, finished, secondsLeft },
  });
}
