import type { Column } from '../../src/contracts/column.ts';
import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { packIds } from '../../src/data/bytes/packedIds.ts';
import { type SixteenBitRows, sixteenBitRowsOf } from '../../src/maths/neighbours/sixteenBitRows.ts';

/** A catalogue of `n` galaxies "g0", "g1", … for tests of rooms; `fields` replaces what a test is about. */
export function smallCatalogue(
  n: number,
  { ids, ...fields }: Partial<Omit<OpenedCatalogue, 'ids'>> & { ids?: readonly string[] } = {},
): OpenedCatalogue {
  return {
    handle: 1,
    name: 'small',
    rowCount: n,
    ids: packIds(ids ?? Array.from({ length: n }, (_, row) => `g${row}`)),
    columns: smallColumns(n),
    hasImages: false,
    simulated: false,
    problems: [],
    ...fields,
  };
}

/** One column of each kind, each with a null in its last row. */
export function smallColumns(n: number): Column[] {
  const last = n - 1;
  return [
    {
      name: 'smooth',
      kind: 'number',
      source: 'small.parquet',
      values: Float64Array.from({ length: n }, (_, row) => (row === last ? Number.NaN : row / n)),
    },
    {
      name: 'class',
      kind: 'category',
      source: 'small.parquet',
      categories: ['spiral', 'elliptical'],
      codes: Uint8Array.from({ length: n }, (_, row) => (row === last ? 255 : row % 2)),
    },
    {
      name: 'note',
      kind: 'text',
      source: 'notes.csv',
      values: Array.from({ length: n }, (_, row) => (row === last ? null : `note ${row}`)),
    },
  ];
}

/** (rows, columns): row i is (i, i, …), so that nearness is nearness of rows. */
export function ramp(rows: number, columns: number): SixteenBitRows {
  const values = Float32Array.from({ length: rows * columns }, (_, i) => Math.floor(i / columns));
  return sixteenBitRowsOf(values, columns);
}

/** (n): 0, 1, …, n − 1 */
export function allRows(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, row) => row);
}

/** Lets promises, and messages between ports, arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setTimeout(resolve, 0));
}
