import { evaluationPlan } from './evaluationPlan.ts';
import type { RunJobs } from './runJobs.ts';
import type { OpenRunAccess } from './runState.ts';

/** Makes the rows of the open run's table that are missing, where it rests; each is kept as it is made. */
export async function judgeRun(jobs: RunJobs, run: OpenRunAccess): Promise<void> {
  const open = run.get();
  if (open?.doing !== 'nothing') return;
  const { key, settings, title } = open.request;
  const plan = evaluationPlan(settings, open.evaluations, open.frame.iteration);
  await jobs.under({ key, doing: 'evaluating', title: `Judge “${title}”` }, async job => {
    for (const [i, row] of plan.entries()) {
      run.change(key, { judging: row });
      const made = await jobs.ask(
        job,
        (api, port) => api.evaluate(row.contender, row.network, port),
        ({ phase, done, total }) =>
          job.report({ phase, done: i + (total > 0 ? done / total : 0), total: plan.length, unit: 'rows' }),
      );
      const others = (run.get()?.evaluations ?? []).filter(
        each => each.contender !== row.contender || each.network !== row.network,
      );
      run.change(key, { evaluations: [...others, made] });
    }
  });
  jobs.rest();
}
