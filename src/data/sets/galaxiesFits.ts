import type { Column } from '../../contracts/column.ts';
import { type WrittenColumn, writeFitsTable } from '../fits/tables/tableWriter.ts';
import type { SomeGalaxies } from './someGalaxies.ts';

const beyond = /[^\x20-\x7e]/;

/**
 * What a FITS table cannot keep: texts with letters beyond ASCII, which are written as “?”.
 *
 * @param text as in {@link writeGalaxiesFits}
 * @returns how many cells and names of columns, and the first; undefined where nothing is lost
 */
export function lettersLost(
  { ids, columns }: SomeGalaxies,
  text: (column: Column, place: number) => string | null,
): { count: number; example: string } | undefined {
  let count = 0;
  let example = '';
  const look = (word: string | null) => {
    if (word === null || !beyond.test(word)) return;
    if (count++ === 0) example = word;
  };
  for (const id of ids) look(id);
  for (const column of columns) {
    look(column.name);
    if (column.kind === 'number') continue;
    for (let place = 0; place < ids.length; place++) look(text(column, place));
  }
  return count > 0 ? { count, example } : undefined;
}

/**
 * Galaxies as the bytes of a FITS file: one binary table, a row a galaxy; what is not known is NaN or an empty text.
 *
 * @param text value of a column at a place as a file holds it; null where there is none
 * @param notes what the file says about itself, as lines of HISTORY
 */
export function writeGalaxiesFits(
  { ids, raDeg, decDeg, columns }: SomeGalaxies,
  text: (column: Column, place: number) => string | null,
  notes: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const written: WrittenColumn[] = [{ name: 'id', texts: ids }];
  if (raDeg && decDeg) {
    written.push({ name: 'ra', unit: 'deg', numbers: raDeg }, { name: 'dec', unit: 'deg', numbers: decDeg });
  }
  for (const column of columns) {
    const { name, unit, description } = column;
    written.push(
      column.kind === 'number'
        ? { name, unit, description, numbers: column.values }
        : { name, description, texts: ids.map((_, place) => text(column, place)) },
    );
  }
  const history = Object.entries(notes).map(([name, value]) => `${name}: ${value}`);
  return writeFitsTable(written, ids.length, history);
}
