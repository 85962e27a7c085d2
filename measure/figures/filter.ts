import crossfilter from 'crossfilter2';
import { filteredPainting, orderedColours } from '../../src/features/map/points/filteredPainting.ts';
import { rowsInside } from '../../src/features/map/points/lassoRows.ts';
import { placedPoints } from '../../src/features/map/points/placedPoints.ts';
import { paint } from '../../src/features/map/points/pointColours.ts';
import type { RuleColumn } from '../../src/maths/catalogue/columnRule.ts';
import { countRows } from '../../src/maths/catalogue/rowMask.ts';
import { createCrossFilter } from '../../src/maths/filters/crossFilter.ts';
import type { Filter } from '../../src/maths/filters/filter.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { median } from '../statistics/median.ts';

/** All times are the process's processor time, its collector's and compiler's included: others on the machine do not count. */
interface FilterFigure {
  rows: number;
  columns: number;
  /** Median of the moves of a dragged brush: until all counts and the map's new colour buffer are there. */
  brushMs: number;
  /** The slowest of these moves. */
  slowestMs: number;
  /** crossfilter2's counts alone for the same moves, in the same process. */
  crossfilter2Ms: number;
  /** A million rows of eight columns: counts and colours, the counts alone, and a lasso of 200 corners around two fifths of them. */
  million: { rows: number; columns: number; brushMs: number; countsMs: number; lassoMs: number };
}

const moves = 40; // of a brush that is dragged across a column while two other filters are on
const bins = 48;

/** How long a move of a brush takes a processor until every count and the map's colours are new, beside crossfilter2. */
export async function measureFilter(): Promise<FilterFigure> {
  const [rows, columns] = [100_000, 20];
  const values = drawnColumns(rows, columns);
  const ours = brushOurs(values);
  const theirs = brushCrossfilter2(values);
  if (ours.passing.join() !== theirs.passing.join()) {
    throw new Error('need the same galaxies from both; got others: one of them filters wrongly');
  }
  const [millionRows, millionColumns] = [1_000_000, 8];
  const million = brushOurs(drawnColumns(millionRows, millionColumns));
  const tenths = (ms: number) => Math.round(10 * ms) / 10;
  return {
    rows,
    columns,
    brushMs: tenths(median(ours.milliseconds)),
    slowestMs: tenths(Math.max(...ours.milliseconds)),
    crossfilter2Ms: tenths(median(theirs.milliseconds)),
    million: {
      rows: millionRows,
      columns: millionColumns,
      brushMs: tenths(median(million.milliseconds)),
      countsMs: tenths(median(million.countsMs)),
      lassoMs: tenths(median(lassoMs(millionRows))),
    },
  };
}

/** Columns of many shapes: even, normal, skewed, whole. */
function drawnColumns(rows: number, columns: number): Float64Array[] {
  const random = createRandom(23);
  const shapes = [
    () => random.uniform(),
    () => random.normal(),
    () => Math.exp(random.normal()),
    () => Math.floor(10 * random.uniform()),
  ];
  return Array.from({ length: columns }, (_, c) =>
    Float64Array.from({ length: rows }, shapes[c % shapes.length]),
  );
}

/** Lower and upper end of the dragged brush at a move: a fifth of an even column. */
function brushAt(move: number): [from: number, to: number] {
  const from = (0.8 * move) / (moves - 1);
  return [from, from + 0.2];
}

interface Brushed {
  milliseconds: number[];
  /** Of these, until the counts are there. */
  countsMs: number[];
  /** Galaxies that pass after each move. */
  passing: number[];
}

function brushOurs(values: readonly Float64Array[]): Brushed {
  const n = values[0].length;
  const columns = values.map((own, c): RuleColumn => ({ name: `c${c}`, kind: 'number', values: own }));
  const cross = createCrossFilter(n);
  const random = createRandom(5);
  const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
  const painting = paint({ name: 'c1', kind: 'number', source: '', values: values[1] }, n, 'dark');
  const others: Filter[] = [
    { kind: 'range', column: 'c1', from: -1, to: 1 },
    { kind: 'range', column: 'c2', from: 0.5, to: Number.POSITIVE_INFINITY },
  ];
  cross.apply(others, columns);
  cross.histograms(columns);
  const milliseconds: number[] = [];
  const countsMs: number[] = [];
  const passing: number[] = [];
  for (let move = 0; move < moves; move++) {
    const [from, to] = brushAt(move);
    const startMs = processorMs();
    const mask = cross.apply([...others, { kind: 'range', column: 'c0', from, to }], columns);
    cross.histograms(columns);
    countsMs.push(processorMs() - startMs);
    const shown = filteredPainting(painting, mask, false);
    orderedColours(placedPoints(positions, shown.under).rows, shown.rgba);
    milliseconds.push(processorMs() - startMs);
    passing.push(countRows(mask));
  }
  return { milliseconds, countsMs, passing };
}

/** Milliseconds of drawing around galaxies, one for each of several lines with seven lobes. */
function lassoMs(n: number): number[] {
  const random = createRandom(7);
  const points = placedPoints(Float32Array.from({ length: 2 * n }, () => random.normal()));
  return Array.from({ length: 11 }, (_, turn) => {
    const corners = Array.from({ length: 200 }, (__, i): [number, number] => {
      const angle = (2 * Math.PI * i) / 200;
      const radius = 1 + 0.4 * Math.sin(7 * angle + turn);
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    });
    const startMs = processorMs();
    rowsInside(points, corners);
    return processorMs() - startMs;
  });
}

function brushCrossfilter2(values: readonly Float64Array[]): Omit<Brushed, 'countsMs'> {
  const n = values[0].length;
  const table = crossfilter(Array.from({ length: n }, (_, row) => row));
  const dimensions = values.map(own => table.dimension(row => own[row]));
  const groups = dimensions.map((dimension, c) => {
    const least = values[c].reduce((a, b) => Math.min(a, b));
    const width = (values[c].reduce((a, b) => Math.max(a, b)) - least) / bins;
    return dimension.group(value => Math.floor((Number(value) - least) / width));
  });
  // Its ranges leave the upper end out; no value here is equal to one.
  dimensions[1].filterRange([-1, 1]);
  dimensions[2].filterRange([0.5, Number.POSITIVE_INFINITY]);
  const milliseconds: number[] = [];
  const passing: number[] = [];
  for (let move = 0; move < moves; move++) {
    const [from, to] = brushAt(move);
    const startMs = processorMs();
    dimensions[0].filterRange([from, to]);
    for (const group of groups) group.all();
    milliseconds.push(processorMs() - startMs);
    passing.push(Number(table.groupAll().reduceCount().value()));
  }
  return { milliseconds, passing };
}

/** Processor milliseconds of this process so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
