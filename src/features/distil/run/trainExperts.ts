import { type DistilContext, runStep } from './distilContext.ts';

/**
 * Opens the run in its worker and trains the experts that are missing; each epoch is kept as it is done.
 *
 * @returns true where none is missing, so that matching can begin
 */
export async function trainExperts(context: DistilContext): Promise<boolean> {
  const { client, open, change } = context;
  const run = open();
  if (!run) return false;
  const { key, title, settings } = run.request;
  if (settings.method === 'dm') {
    return runStep(context, 'opening', `Begin “${title}”`, job => job.untilDone(client.open));
  }
  return runStep(context, 'experts', `Train experts of “${title}”`, async job => {
    await job.untilDone(client.open);
    const before = open()?.expertEpochs ?? 0;
    await job.untilDone(({ signal }) => {
      const onProgress: typeof job.report = progress => {
        job.report({ ...progress, before });
        change(key, { expertEpochs: progress.done });
      };
      return client.call({ signal, onProgress }, (api, port) => api.trainExperts(port));
    });
  });
}
