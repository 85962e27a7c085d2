import { withEvaluation } from '../../../data/runs/withEvaluation.ts';
import { type DistilContext, runStep } from './distilContext.ts';
import { evaluationPlan } from './evaluationPlan.ts';

/** Makes the rows of the open run's table that are missing; each is kept as it is made. */
export function judgePrototypes(context: DistilContext): Promise<boolean> {
  const { client, open, change } = context;
  const title = open()?.request.title ?? '';
  return runStep(context, 'judging', `Judge “${title}”`, async (job, { request, evaluations, frame }) => {
    const { key, settings } = request;
    const plan = evaluationPlan(settings, evaluations, frame.iteration);
    for (const [i, row] of plan.entries()) {
      change(key, { judging: row });
      const made = await job.untilDone(({ signal }) => {
        const onProgress: typeof job.report = ({ phase, done, total }) => {
          const share = total > 0 ? done / total : 0;
          job.report({ phase, done: i + share, total: plan.length, unit: 'rows' });
        };
        return client.call({ signal, onProgress }, (api, port) =>
          api.evaluate(row.contender, row.network, port),
        );
      });
      change(key, { evaluations: withEvaluation(open()?.evaluations ?? [], made) });
    }
  });
}
