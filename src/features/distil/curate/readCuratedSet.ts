import type { CuratedChoice } from '../../../contracts/curation.ts';
import type { DistilRequest } from '../../../contracts/distillation/distil.ts';
import type { DistilSettings } from '../../../contracts/distillation/distilSettings.ts';
import { curatedSetOf } from '../../../data/runs/curatedSet.ts';
import { runJob } from '../../../session/runJob.ts';
import { readInBatches } from './curation.ts';
import type { CurationClients } from './curationClients.ts';

/** Galaxies chosen by a recipe, and what is to be made of them. */
export interface ChosenSet {
  choice: CuratedChoice;
  settings: DistilSettings;
  /** What the person calls the run. */
  title: string;
}

/**
 * Reads the pixels of chosen galaxies as a job.
 *
 * @returns what a run begins with; null where the reading was stopped or failed, which is told
 */
export async function readCuratedSet(
  { session, pixels, newKey }: CurationClients,
  { choice, settings, title }: ChosenSet,
): Promise<DistilRequest | null> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return null;
  const { view } = choice.recipe;
  const parts = [choice.train, choice.validation, choice.test];
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);
  const progress = (done: number) => ({ phase: 'Reading', done, total, unit: 'galaxies' });
  const end = await runJob(
    session.jobs,
    `Read galaxies for “${title}”`,
    async ({ signal, report }) => {
      let done = 0;
      const read = (rows: Uint32Array) => pixels(catalogue.handle, rows, view);
      const onRead = (count: number) => {
        done += count;
        report(progress(done));
      };
      return curatedSetOf(choice, rows => readInBatches(rows, read, signal, onRead));
    },
    { first: progress(0) },
  );
  if (end.outcome === 'failed') {
    session.notices.getState().complain(`The galaxies could not be read: ${end.failure}`);
  }
  if (end.outcome !== 'done') return null;
  const set = { ...end.value, title: `${end.value.title} · ${catalogue.name}` };
  return { key: newKey(), title, set, settings };
}
