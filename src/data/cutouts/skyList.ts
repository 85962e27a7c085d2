import { parseDec, parseRa } from '../../maths/catalogue/coordinates.ts';
import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { findIds } from '../catalogues/galaxyIds.ts';
import { findSkyPositions } from '../catalogues/skyPosition.ts';
import { tableColumns, typedTable } from '../tables/tableColumns.ts';
import { parseTextTable, readTextTable, type TextTable } from '../tables/textTable.ts';

/** A place on the sky that a person wants to see. */
export interface SkyPlace {
  id: string;
  /** ICRS. */
  raDeg: number;
  decDeg: number;
}

/** Places, and what of the list is none. */
export interface SkyList {
  places: SkyPlace[];
  /** Sentences about lines that were left out. */
  problems: string[];
}

/**
 * Reads positions as people paste them: a table with columns for right ascension and declination (CSV, TSV, ECSV), or a place a
 * line, in degrees or hours, with an id before it or none: `146.7142 -1.0413`, `NGC 1 00:07:15.8 +27:42:29`.
 *
 * @throws UnreadableError where no line is a position
 */
export function readPastedPlaces(text: string): SkyList {
  const table = /[a-z]/i.test(text.trim().split('\n')[0]) ? placesOfPastedTable(text) : undefined;
  if (table) return table;
  const places: SkyPlace[] = [];
  const others: string[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const place = placeOfLine(line);
    if (place) places.push({ ...place, id: place.id === '' ? `place ${places.length + 1}` : place.id });
    else others.push(`${i + 1}`);
  }
  if (places.length === 0) throw noPlaces('what was pasted');
  const problems = others.length > 0 ? [`No position was found in line ${firstFew(others)}; left out.`] : [];
  return { places: withUniqueIds(places), problems };
}

/** Places of a table's file. @throws UnreadableError where it has no columns of positions */
export async function readPlacesFile(file: File): Promise<SkyList> {
  const list = placesOfTable(await readTextTable(file, file.name));
  if (!list) throw noPlaces(file.name);
  return list;
}

function noPlaces(where: string): UnreadableError {
  return new UnreadableError(
    `No positions were found in ${where}: columns named ra and dec, or a line a place such as “146.7142 -1.0413”, are needed.`,
  );
}

function placesOfPastedTable(text: string): SkyList | undefined {
  try {
    return placesOfTable(parseTextTable(text, 'what was pasted'));
  } catch (error) {
    if (error instanceof UnreadableError) return undefined; // read line by line instead
    throw error;
  }
}

function placesOfTable(table: TextTable): SkyList | undefined {
  const typed = typedTable(table);
  const rowCount = [...table.cells.values()][0]?.length ?? 0;
  const columns = tableColumns(
    table,
    typed,
    Int32Array.from({ length: rowCount }, (_, row) => row),
  );
  const sky = findSkyPositions(columns);
  if (!sky?.raDeg || !sky.decDeg) return undefined;
  const { ids } = findIds(columns, rowCount);
  const places: SkyPlace[] = [];
  for (let row = 0; row < rowCount; row++) {
    const [raDeg, decDeg] = [sky.raDeg[row], sky.decDeg[row]];
    if (Number.isFinite(raDeg) && Number.isFinite(decDeg)) places.push({ id: ids.at(row)!, raDeg, decDeg });
  }
  const left = rowCount - places.length;
  const problems = left > 0 ? [`${left} of ${rowCount} rows have no position; left out.`] : [];
  return places.length > 0 ? { places: withUniqueIds(places), problems } : undefined;
}

/** The last words of a line that are a position; what stands before is the id. */
function placeOfLine(line: string): SkyPlace | undefined {
  const words = line.replace(/[,;|]/g, ' ').trim().split(/\s+/);
  for (const count of [6, 2]) {
    if (words.length < count) continue;
    const at = words.length - count;
    const whole = count === 6 ? [0, 1, 3, 4].map(i => words[at + i]) : []; // hours, degrees and minutes
    if (!whole.every(word => /^[+\u2212-]?\d{1,3}$/.test(word))) continue;
    const raDeg = parseRa(words.slice(at, at + count / 2).join(' '));
    const decDeg = parseDec(words.slice(at + count / 2).join(' '));
    if (raDeg !== undefined && decDeg !== undefined)
      return { id: words.slice(0, at).join(' '), raDeg, decDeg };
  }
  return undefined;
}

function withUniqueIds(places: readonly SkyPlace[]): SkyPlace[] {
  const seen = new Map<string, number>();
  return places.map(place => {
    const times = (seen.get(place.id) ?? 0) + 1;
    seen.set(place.id, times);
    return times === 1 ? place : { ...place, id: `${place.id} (${times})` };
  });
}
