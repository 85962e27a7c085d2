import { numberReader } from '../sources/galaxyCatalogue.ts';
import { noGalaxies, probed, type QuestionGalaxies } from './asked.ts';
import { labelledOf, represent } from './represented.ts';
import { type Tasks, task } from './task.ts';

/** What EFIGI's experts (Baillard et al. 2011) say of a galaxy in quarters: from the half on it counts. */
const attributes = { efigiBar: 'Bar_Length', efigiPerturbed: 'Perturbation' };
const half = 0.5;

/** EFIGI: rank correlation of the Hubble stage with a ridge regression's, and areas under ROC of probes for attributes. */
export async function efigiTasks(source: string): Promise<Tasks> {
  const asked = Object.entries(await askedOfExperts(source));
  return Object.fromEntries(asked.map(([name, question]) => [name, task(probed(question, question.added))]));
}

/** The galaxies each question is asked of, by the names of the figures. */
export async function askedOfExperts(source: string): Promise<Record<string, QuestionGalaxies>> {
  const seen = await represent('more/efigi.parquet', source);
  const of = (labelOf: (row: number) => number) => ({
    columns: seen.columns,
    fit: noGalaxies,
    added: labelledOf(seen, labelOf, 'train'),
    test: labelledOf(seen, labelOf, 'test'),
  });
  const all: Record<string, QuestionGalaxies> = {
    efigiType: { judgedBy: 'rank', classes: 0, ...of(numberReader(seen.opened, 'T')) },
  };
  for (const [name, column] of Object.entries(attributes)) {
    const value = numberReader(seen.opened, column);
    const labelOf = (row: number) => (Number.isNaN(value(row)) ? Number.NaN : Number(value(row) >= half));
    all[name] = { judgedBy: 'area', classes: 2, ...of(labelOf) };
  }
  return all;
}
