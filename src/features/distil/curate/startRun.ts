import type { CuratedChoice } from '../../../contracts/curation.ts';
import type { DistilSettings } from '../../../contracts/distilSettings.ts';
import { curatedSetOf } from '../../../data/runs/curatedSet.ts';
import { isAbort } from '../../../rpc/jobPort.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { DistilStore } from '../distilStore.ts';
import { readInBatches } from './curation.ts';

/**
 * Reads the pixels of a choice and begins a run on them, which goes on by itself.
 *
 * @returns true once it has begun; false where it was stopped or could not, which is told
 */
export async function startRun(
  { clients, runs }: DistilStore,
  choice: CuratedChoice,
  settings: DistilSettings,
  title: string,
): Promise<boolean> {
  const { session, pixels, newKey } = clients;
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return false;
  const { view } = choice.recipe;
  const parts = [choice.train, choice.validation, choice.test];
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const job = session.jobs.getState().start(`Read galaxies for “${title}”`);
  let done = 0;
  const report = () => job.report({ phase: 'Reading', done, total, unit: 'galaxies' });
  report();
  try {
    const curated = await curatedSetOf(choice, rows =>
      readInBatches(
        rows,
        own => pixels(catalogue.handle, own, view),
        job.signal,
        count => {
          done += count;
          report();
        },
      ),
    );
    job.finish('done');
    const set = { ...curated, title: `${curated.title} · ${catalogue.name}` };
    void runs.getState().begin({ key: newKey(), title, set, settings });
    return true;
  } catch (error) {
    if (isAbort(error)) {
      job.finish('stopped');
      return false;
    }
    job.finish('failed', sentenceOf(error));
    session.notices.getState().complain(`The galaxies could not be read: ${sentenceOf(error)}`);
    return false;
  }
}
