import { knnGraph } from '../../src/maths/neighbours/knn.ts';
import { categoryReader } from '../sources/galaxyCatalogue.ts';
import { fitLinearProbe, labelledRows } from '../statistics/linearProbe.ts';
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
  const scores = fitLinearProbe(labelledOf(seen, labelOf, 'train'), null, columns, classes.length)(test.rows);
  const right = Array.from({ length: test.labels.length }, (_, i) => {
    const row = scores.subarray(i * classes.length, (i + 1) * classes.length);
    return Number(row.indexOf(Math.max(...row)) === test.labels[i]);
  });
  const shaped = labelledRows(
    test,
    columns,
    [...right.keys()].filter(i => test.labels[i] < shapes),
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
    gz1BalancedAccuracy: task(right.length, drawn => balancedMean(right, test.labels, classes.length, drawn)),
    gz1Purity10: task(same.length, drawn => balancedMean(same, shaped.labels, shapes, drawn)),
  };
}

/** Mean over the classes of the mean of their members' values; NaN where a class has no member. */
function balancedMean(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  count: number,
  drawn: Uint32Array,
): number {
  const sums = new Float64Array(count);
  const members = new Float64Array(count);
  for (const i of drawn) {
    sums[labels[i]] += values[i];
    members[labels[i]]++;
  }
  return sums.reduce((total, sum, c) => total + sum / members[c], 0) / count;
}
