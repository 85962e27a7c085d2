import type { SurveyNeighbour } from '../../contracts/survey.ts';
import { type ParquetFile, readChunks } from '../catalogues/parquet/parquetFile.ts';
import type { TiledManifest } from './tiledManifest.ts';

/** What the tables say of a galaxy. */
type TiledRow = Omit<SurveyNeighbour, 'distance'>;

/**
 * Reads rows of a tiled catalogue's tables: of the row groups they lie in, those columns that tell of a galaxy.
 *
 * @param rows in the order of the vectors, in any order
 * @param open opens a table by its name
 * @returns in the order asked for
 * @throws UnreadableError where a table cannot be read
 */
export async function readTiledRows(
  { columns, tables }: TiledManifest,
  rows: readonly number[],
  open: (file: string) => Promise<ParquetFile>,
): Promise<TiledRow[]> {
  const found = new Map<number, TiledRow>();
  await Promise.all(
    tables.map(async ({ file, firstRow, rows: count }) => {
      const wanted = rows.filter(row => row >= firstRow && row < firstRow + count);
      if (wanted.length === 0) return;
      const table = await open(file);
      const places = wanted.map(row => row - firstRow).sort((a, b) => a - b);
      const names = columns.map(({ name }) => name);
      const groupOf = (place: number) => table.groupStarts.findLastIndex(start => start <= place);
      const groups = new Map<number, number[]>();
      for (const place of places) groups.set(groupOf(place), [...(groups.get(groupOf(place)) ?? []), place]);
      await Promise.all(
        [...groups.values()].map(async group => {
          for (const [place, cells] of await cellsOf(table, group, ['id', ...names, 'x', 'y'])) {
            const [id, ...values] = cells;
            const [y, x] = [values.pop(), values.pop()].map(each =>
              typeof each === 'number' ? each : Number.NaN,
            );
            const row = firstRow + place;
            found.set(row, { row, id: id === null ? String(row) : String(id), values, x, y });
          }
        }),
      );
    }),
  );
  return rows.flatMap(row => found.get(row) ?? []);
}

type Cell = number | string | null;

/** Values of some rows of one row group, by row. @param places ascending, in the file */
async function cellsOf(
  table: ParquetFile,
  places: readonly number[],
  names: readonly string[],
): Promise<Map<number, Cell[]>> {
  const has = new Set(table.fields.map(({ element }) => element.name));
  const [first, last] = [places[0], places[places.length - 1]];
  const chunks = await readChunks(
    table,
    names.filter(name => has.has(name)),
    first,
    last + 1,
  );
  return new Map(
    places.map(place => [
      place,
      names.map(name => {
        const run = chunks
          .get(name)
          ?.find(({ rowStart, values }) => place >= rowStart && place < rowStart + values.length);
        return run ? cellOf(run.values[place - run.rowStart]) : null;
      }),
    ]),
  );
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return String(value);
}
