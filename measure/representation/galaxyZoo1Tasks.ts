import { knnGraph } from '../../src/maths/neighbours/knn.ts';
import { categoryReader } from '../sources/galaxyCatalogue.ts';
import { labelledRows } from '../statistics/linearProbe.ts';
import { noGalaxies, probed } from './asked.ts';
import { labelledOf, represent } from './represented.ts';
import { type Tasks, task } from './task.ts';

const classes = ['elliptical', 'spiral', 'edge_on', 'merger', 'dont_know'];
const shapes = 4; // of the five classes: "dont_know" is no shape, and has no neighbours of its kind
const nearest = 10;

/** Galaxy Zoo 1: balanced accuracy of a probe, and the share of a galaxy's ten nearest that are of its kind. */
export async function galaxyZoo1Tasks(source: string): Promise<Tasks> {
  const seen = await represent('gz1-sdss.parquet', source);
  const classOf = categoryReader(seen.opened, 'class');
  const labelOf = (row: number): number => {
    const label = classes.indexOf(classOf(row).replace(/^spiral_.*/, 'spiral'));
    if (label < 0) throw new Error(`need the classes ${classes} in gz1-sdss; got ${classOf(row)}`);
    return label;
  };
  const { columns } = seen;
  const test = labelledOf(seen, labelOf, 'test');
  const fit = labelledOf(seen, labelOf, 'train');
  const shaped = labelledRows(
    test,
    columns,
    Array.from(test.labels, (_, i) => i).filter(i => test.labels[i] < shapes),
  );
  const { indices } = knnGraph(shaped.rows, columns, columns, nearest, 'euclidean');
  const same = Array.from({ length: shaped.labels.length }, (_, i) => {
    let count = 0;
    for (let e = i * nearest; e < (i + 1) * nearest; e++) {
      if (shaped.labels[indices[e]] === shaped.labels[i]) count++;
    }
    return count / nearest;
  });
  return {
    gz1BalancedAccuracy: task(
      probed({ judgedBy: 'class', classes: classes.length, columns, fit, added: noGalaxies, test }, fit),
    ),
    gz1Purity10: task({ judgedBy: 'class', values: same, labels: shaped.labels, classes: shapes }),
  };
}
