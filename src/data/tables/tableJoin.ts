import type { IngestProblem } from '../../contracts/ingest.ts';
import { firstFew } from '../bytes/unreadable.ts';
import type { TextTable } from './textTable.ts';

export interface TableJoin {
  /** (images) row of the table for each image, −1 where it has none. */
  rowOf: Int32Array;
  /** The column that names the images; undefined where none does. */
  column?: string;
  problems: IngestProblem[];
}

/** Forms under which a path may be named, the strictest first: whole, file name, each without extension. */
const forms: ((path: string) => string)[] = [
  path => path,
  path => path.slice(path.lastIndexOf('/') + 1),
  path => path.replace(/\.[^./]*$/, ''),
  path => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^./]*$/, ''),
];

const normal = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '');

/**
 * Joins table rows to images on the column that names most of them: by path or file name, with or without folder and
 * extension, in any case. What finds no partner is told, none is dropped in silence.
 */
export function joinTable(table: TextTable, paths: readonly string[]): TableJoin {
  const places = imagePlaces(paths);
  const placeOf = (cell: string): number | undefined => {
    const key = normal(cell);
    if (key === '') return undefined;
    for (const form of forms) {
      const place = places.get(form(key));
      if (place !== undefined && place >= 0) return place;
    }
    return undefined;
  };
  let best: { column: string; hits: number } = { column: '', hits: 0 };
  for (const [column, cells] of table.cells) {
    const hits = new Set(cells.map(placeOf).filter(place => place !== undefined)).size;
    if (hits > best.hits) best = { column, hits };
  }
  const rowOf = new Int32Array(paths.length).fill(-1);
  if (best.hits === 0) return { rowOf, problems: [noColumn(table, paths)] };

  const cells = table.cells.get(best.column)!;
  const alone: string[] = [];
  const twice: string[] = [];
  for (const [row, cell] of cells.entries()) {
    const place = placeOf(cell);
    if (place === undefined) alone.push(cell.trim() || `row ${row + 1}`);
    else if (rowOf[place] >= 0) twice.push(cell.trim());
    else rowOf[place] = row;
  }
  const bare = paths.filter((_, i) => rowOf[i] < 0);
  const problems: IngestProblem[] = [];
  if (alone.length > 0) {
    problems.push({
      sentence: `${rowsOf(alone.length, table)} without an image and left out: ${firstFew(alone)} (joined on ${best.column}).`,
    });
  }
  if (twice.length > 0) {
    problems.push({
      sentence: `${rowsOf(twice.length, table)} named again and left out: ${firstFew(twice)}; each image takes its first row.`,
    });
  }
  if (bare.length > 0) {
    problems.push({
      sentence: `${bare.length} of ${paths.length} images have no row in ${table.name} and keep empty columns: ${firstFew(bare)}.`,
    });
  }
  return { rowOf, column: best.column, problems };
}

function rowsOf(count: number, table: TextTable): string {
  return `${count} of ${table.rowCount} rows of ${table.name} ${count === 1 ? 'is' : 'are'}`;
}

function noColumn(table: TextTable, paths: readonly string[]): IngestProblem {
  return {
    sentence: `No column of ${table.name} (${firstFew([...table.cells.keys()], 6)}) names an image such as ${paths[0]}: the images are opened without it; give it a column of file names.`,
  };
}

/** Index of the image by every form of its path; −1 where a form means several. */
function imagePlaces(paths: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [i, path] of paths.entries()) {
    for (const key of new Set(forms.map(form => form(normal(path))))) {
      const held = places.get(key);
      places.set(key, held === undefined || held === i ? i : -1);
    }
  }
  return places;
}
