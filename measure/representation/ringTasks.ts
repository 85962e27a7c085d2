import { ringDraws, ringLabels, ringsSplit } from '../sources/ringsSplit.ts';
import { fitLinearProbe, type Labelled, labelledRows } from '../statistics/linearProbe.ts';
import { spreadOf } from '../statistics/spread.ts';
import { represent } from './represented.ts';
import type { Tasks } from './task.ts';

/** Rings of another survey, DECaLS, learnt from a few labels: accuracy on the 30 % that no label is drawn from. */
export async function ringTasks(source: string): Promise<Tasks> {
  const { opened, columns, values } = await represent('rings-decals.parquet', source, ({ ids }) => [
    ...Array(ids.length).keys(),
  ]);
  const split = ringsSplit(opened);
  const all: Labelled = { rows: values, labels: split.labels };
  const test = labelledRows(all, columns, split.test);
  const tasks: Tasks = {};
  for (const count of ringLabels) {
    const right: number[][] = [];
    for (let draw = 0; draw < ringDraws; draw++) {
      const drawn = labelledRows(all, columns, split.drawn(count, draw));
      const scores = fitLinearProbe(drawn, null, columns, 2)(test.rows);
      right.push(Array.from(scores, (score, i) => Number(score > 0 === (test.labels[i] === 1))));
    }
    const ofDraw = right.map(each => each.reduce((sum, hit) => sum + hit, 0) / each.length);
    tasks[`rings${count}`] = { figure: spreadOf(ofDraw), answers: { judgedBy: 'fits', fits: right } };
  }
  return tasks;
}
