import { numberReader } from '../sources/galaxyCatalogue.ts';
import { fitLinearProbe } from '../statistics/linearProbe.ts';
import { rankCorrelation } from '../statistics/rankCorrelation.ts';
import { fitRidgeProbe } from '../statistics/ridgeProbe.ts';
import { labelledOf, represent } from './represented.ts';
import { areaTask, type Tasks, task } from './task.ts';

/** What EFIGI's experts (Baillard et al. 2011) say of a galaxy in quarters: from the half on it counts. */
const attributes = { efigiBar: 'Bar_Length', efigiPerturbed: 'Perturbation' };
const half = 0.5;

/** EFIGI: rank correlation of the Hubble stage with a ridge regression's, and areas under ROC of probes for attributes. */
export async function efigiTasks(source: string): Promise<Tasks> {
  const seen = await represent('more/efigi.parquet', source);
  const stage = numberReader(seen.opened, 'T');
  const test = labelledOf(seen, stage, 'test');
  const said = fitRidgeProbe(labelledOf(seen, stage, 'train'), seen.columns)(test.rows);
  const tasks: Tasks = {
    efigiType: task(said.length, drawn =>
      rankCorrelation(
        Float64Array.from(drawn, i => said[i]),
        Float64Array.from(drawn, i => test.labels[i]),
      ),
    ),
  };
  for (const [name, column] of Object.entries(attributes)) {
    const value = numberReader(seen.opened, column);
    const labelOf = (row: number) => (Number.isNaN(value(row)) ? Number.NaN : Number(value(row) >= half));
    const judged = labelledOf(seen, labelOf, 'test');
    const probe = fitLinearProbe(labelledOf(seen, labelOf, 'train'), null, seen.columns, 2);
    tasks[name] = areaTask(probe(judged.rows), judged.labels);
  }
  return tasks;
}
