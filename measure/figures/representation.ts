import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { knnGraph } from '../../src/maths/neighbours/knn.ts';
import type { Interval } from '../../src/maths/statistics/intervals.ts';
import { type Split, splitOf } from '../../src/maths/statistics/split.ts';
import {
  categoryReader,
  componentsOf,
  numberReader,
  openGalaxies,
  pixelsOfRows,
  representationsOfRows,
} from '../sources/galaxyCatalogue.ts';
import { ringDraws, ringLabels, ringsSplit } from '../sources/ringsSplit.ts';
import { auroc } from '../statistics/auroc.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import { fitLinearProbe, type Labelled, labelledRows } from '../statistics/linearProbe.ts';
import { type Spread, spreadOf } from '../statistics/spread.ts';

const sources = ['galaxy', 'imagenet', 'random', 'pixels'] as const;
type Source = (typeof sources)[number];

/** What Galaxy Zoo 2's volunteers say of a galaxy: the share of all of them above which it counts. */
const questions = {
  odd: { column: 'Class6.1', above: 0.5 },
  ring: { column: 'Class8.1', above: 0.3 },
  merger: { column: 'Class8.6', above: 0.3 },
  irregular: { column: 'Class8.4', above: 0.3 },
  edgeOn: { column: 'Class2.1', above: 0.5 },
  cigar: { column: 'Class7.3', above: 0.4 },
  featured: { column: 'Class1.2', above: 0.5 },
};
const gz1Classes = ['elliptical', 'spiral', 'edge_on', 'merger', 'dont_know'];
const shapes = 4; // of the five classes: "dont_know" is no shape, and has no neighbours of its kind
const nearest = 10;
const pixelView = { sidePx: 64, cropFraction: 1 }; // a galaxy's arms still show; 12,288 numbers
const pixelComponents = 40;

type Figures = Record<string, number | Spread>;

/** One source's answers on one task, so that two sources can be compared galaxy by galaxy. */
interface Task {
  figure: number | Spread;
  galaxies: number;
  /** The figure over galaxies drawn; NaN where a class is missing. */
  over(drawn: Uint32Array): number;
}

/**
 * What representations know, on the test splits (rings: 30 % of them): linear probes fitted on the train split, their
 * penalty chosen on the validation split, and the kinds of the nearest neighbours. Areas under ROC, balanced accuracy,
 * purity and, for rings, accuracy are 0–1. `galaxyMinusImagenet` are 95 % intervals of a paired bootstrap.
 */
export async function measureRepresentation(): Promise<
  Record<Source, Figures> & { galaxyMinusImagenet: Record<string, Interval> }
> {
  await startNodeBackend(() => performance.now());
  const all = {} as Record<Source, Record<string, Task>>;
  for (const source of sources) {
    all[source] = { ...(await gz1Tasks(source)), ...(await gz2Tasks(source)), ...(await ringTasks(source)) };
    console.error(source, JSON.stringify(figuresOf(all[source])));
  }
  const galaxyMinusImagenet: Record<string, Interval> = {};
  for (const [name, task] of Object.entries(all.galaxy)) {
    const other = all.imagenet[name];
    galaxyMinusImagenet[name] = pairedBootstrap(task.galaxies, drawn => task.over(drawn) - other.over(drawn));
  }
  const figures = {} as Record<Source, Figures>;
  for (const source of sources) figures[source] = figuresOf(all[source]);
  return { ...figures, galaxyMinusImagenet };
}

function figuresOf(tasks: Record<string, Task>): Figures {
  return Object.fromEntries(Object.entries(tasks).map(([name, { figure }]) => [name, figure]));
}

async function represent(file: string, source: Source) {
  const galaxies = await openGalaxies(file);
  const rows = Uint32Array.from(galaxies.opened.ids.keys());
  const matrix: Matrix =
    source === 'pixels'
      ? componentsOf(await pixelsOfRows(galaxies, rows, pixelView), pixelComponents)
      : await representationsOfRows(galaxies, rows, source);
  const ids = galaxies.opened.ids;
  const labelled = (labels: ArrayLike<number>, split: Split): Labelled =>
    labelledRows(
      { rows: matrix.values, labels },
      matrix.columns,
      [...ids.keys()].filter(row => splitOf(ids[row]) === split),
    );
  return { ...galaxies, matrix, labelled };
}

async function gz1Tasks(source: Source): Promise<Record<string, Task>> {
  const { opened, matrix, labelled } = await represent('gz1-sdss.parquet', source);
  const classOf = categoryReader(opened, 'class');
  const labels = opened.ids.map((_, row) => gz1Classes.indexOf(classOf(row).replace(/^spiral_.*/, 'spiral')));
  if (labels.includes(-1)) throw new Error(`need the classes ${gz1Classes} in gz1-sdss; got others`);
  const [train, validation, test] = (['train', 'validation', 'test'] as const).map(split =>
    labelled(labels, split),
  );
  const scores = fitLinearProbe(train, validation, matrix.columns, gz1Classes.length)(test.rows);
  const right = Array.from({ length: test.labels.length }, (_, i) => {
    const row = scores.subarray(i * gz1Classes.length, (i + 1) * gz1Classes.length);
    return Number(row.indexOf(Math.max(...row)) === test.labels[i]);
  });
  const shaped = labelledRows(
    test,
    matrix.columns,
    [...right.keys()].filter(i => test.labels[i] < shapes),
  );
  const { indices } = knnGraph(shaped.rows, matrix.columns, matrix.columns, nearest, 'euclidean');
  const same = Array.from({ length: shaped.labels.length }, (_, i) => {
    let count = 0;
    for (let e = i * nearest; e < (i + 1) * nearest; e++) {
      if (shaped.labels[indices[e]] === shaped.labels[i]) count++;
    }
    return count / nearest;
  });
  return {
    gz1BalancedAccuracy: task(right.length, drawn =>
      balancedMean(right, test.labels, gz1Classes.length, drawn),
    ),
    gz1Purity10: task(same.length, drawn => balancedMean(same, shaped.labels, shapes, drawn)),
  };
}

async function gz2Tasks(source: Source): Promise<Record<string, Task>> {
  const { opened, matrix, labelled } = await represent('gz2-voted.parquet', source);
  const tasks: Record<string, Task> = {};
  for (const [name, { column, above }] of Object.entries(questions)) {
    const share = numberReader(opened, column);
    const labels = opened.ids.map((_, row) => Number(share(row) > above));
    const test = labelled(labels, 'test');
    const probe = fitLinearProbe(
      labelled(labels, 'train'),
      labelled(labels, 'validation'),
      matrix.columns,
      2,
    );
    const scores = probe(test.rows);
    tasks[name] = task(scores.length, drawn => {
      const drawnLabels = Array.from(drawn, i => test.labels[i]);
      if (new Set(drawnLabels).size < 2) return Number.NaN;
      return auroc(
        Float64Array.from(drawn, i => scores[i]),
        drawnLabels,
      );
    });
  }
  return tasks;
}

async function ringTasks(source: Source): Promise<Record<string, Task>> {
  const { opened, matrix } = await represent('rings-decals.parquet', source);
  const split = ringsSplit(opened);
  const all: Labelled = { rows: matrix.values, labels: split.labels };
  const test = labelledRows(all, matrix.columns, split.test);
  const tasks: Record<string, Task> = {};
  for (const count of ringLabels) {
    const right: number[][] = [];
    for (let draw = 0; draw < ringDraws; draw++) {
      const drawn = labelledRows(all, matrix.columns, split.drawn(count, draw));
      const scores = fitLinearProbe(drawn, null, matrix.columns, 2)(test.rows);
      right.push(Array.from(scores, (score, i) => Number(score > 0 === (test.labels[i] === 1))));
    }
    const ofDraw = right.map(each => each.reduce((sum, hit) => sum + hit, 0) / each.length);
    const ofGalaxy = test.rows.length / matrix.columns;
    tasks[`rings${count}`] = {
      figure: spreadOf(ofDraw),
      galaxies: ofGalaxy,
      over: drawn => {
        let hits = 0;
        for (const each of right) for (const i of drawn) hits += each[i];
        return hits / (drawn.length * ringDraws);
      },
    };
  }
  return tasks;
}

function task(galaxies: number, over: (drawn: Uint32Array) => number): Task {
  return { figure: over(Uint32Array.from({ length: galaxies }, (_, i) => i)), galaxies, over };
}

/** Mean over the classes of the mean of their members' values; NaN where a class has no member. */
function balancedMean(
  values: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
  drawn: Uint32Array,
): number {
  const sums = new Float64Array(classes);
  const members = new Float64Array(classes);
  for (const i of drawn) {
    sums[labels[i]] += values[i];
    members[labels[i]]++;
  }
  return sums.reduce((total, sum, c) => total + sum / members[c], 0) / classes;
}
