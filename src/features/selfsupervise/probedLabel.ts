import type { Column } from '../../contracts/column.ts';
import { labelsOfColumn } from '../../data/catalogues/columnLabels.ts';
import { type ProbeFigures, probe } from '../../maths/selfsupervision/probe.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import { stratifiedSplit } from '../../maths/statistics/stratifiedSplit.ts';

/** Galaxies that a label is known of, for probes. */
export interface LabelledGalaxies {
  title: string;
  classes: number;
  /** (n) catalogue rows */
  rows: Uint32Array;
  /** (n) 0 … classes − 1 */
  labels: Uint8Array;
  /** Indices into the rows: to fit on, and to judge by. */
  fit: Uint32Array;
  judged: Uint32Array;
}

const mostAsked = 500; // embedded every few epochs: some seconds each time
const leastOfAClass = 6;

/** Columns whose values can be asked about. */
export function askableColumns(columns: readonly Column[]): Column[] {
  return columns.filter(column => column.kind !== 'text');
}

/**
 * Galaxies with a label: of words the words, of whole numbers in a few kinds those, of other numbers whether they are above
 * one. Rare classes are taken whole. Half are fitted on, by a hash of the id, half judged by.
 *
 * @throws Error in a sentence where fewer than two classes have some galaxies
 */
export function labelledGalaxies(
  column: Column,
  above: number,
  idOf: (row: number) => string,
  seed: number,
): LabelledGalaxies {
  const { title, labels, classes } = classesOf(column, above);
  const members = new Map<number, number[]>();
  for (const [row, label] of labels.entries()) {
    if (label < 0) continue;
    const known = members.get(label);
    if (known) known.push(row);
    else members.set(label, [row]);
  }
  const kept = [...members].filter(([, rows]) => rows.length >= leastOfAClass);
  if (kept.length < 2) {
    throw new Error(`“${title}” has too few galaxies of a second kind to judge by: choose another column.`);
  }
  const random = createRandom(seed);
  let left = mostAsked;
  const rising = kept.sort((a, b) => a[1].length - b[1].length);
  const chosen = rising.flatMap(([label, rows], i) => {
    const some = random.shuffle(rows.slice()).slice(0, Math.floor(left / (rising.length - i)));
    left -= some.length;
    return some.map(row => ({ row, label }));
  });
  const places = new Map(
    [...classes.keys()].filter(c => kept.some(([label]) => label === c)).map((c, i) => [c, i]),
  );
  const own = Uint8Array.from(chosen, ({ label }) => places.get(label)!);
  const ids = chosen.map(({ row }) => idOf(row));
  const split = stratifiedSplit(ids, Int16Array.from(own), { train: 0.5, validation: 0, test: 0.5 }, seed);
  return {
    ...{ title, classes: places.size, labels: own },
    rows: Uint32Array.from(chosen, ({ row }) => row),
    ...{ fit: split.train, judged: split.test },
  };
}

/** What representations of these galaxies tell of the label. @param vectors (n, columns) row-major */
export function probeGalaxies(
  { classes, labels, fit, judged }: LabelledGalaxies,
  vectors: Float32Array,
): ProbeFigures {
  const columns = vectors.length / labels.length;
  const some = (rows: Uint32Array) => {
    const own = new Float32Array(rows.length * columns);
    for (const [i, row] of rows.entries())
      own.set(vectors.subarray(row * columns, (row + 1) * columns), i * columns);
    return own;
  };
  const labelsOf = (rows: Uint32Array) => Uint8Array.from(rows, row => labels[row]);
  return probe({
    ...{ columns, classes },
    ...{ fit: some(fit), fitLabels: labelsOf(fit) },
    ...{ judged: some(judged), judgedLabels: labelsOf(judged) },
  });
}

function classesOf(column: Column, above: number): { title: string; labels: Int16Array; classes: string[] } {
  const name = column.label ?? column.name;
  if (
    column.kind === 'number' &&
    !Array.from(column.values).every(each => Number.isNaN(each) || Number.isInteger(each))
  ) {
    const labels = Int16Array.from(column.values, each => (Number.isNaN(each) ? -1 : Number(each > above)));
    return { title: `${name} > ${above}`, labels, classes: ['no', 'yes'] };
  }
  return { title: name, ...labelsOfColumn(column) };
}
