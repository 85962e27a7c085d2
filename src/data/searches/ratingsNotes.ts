import { kernelNames } from '../../maths/interest/kernels.ts';
import { crc32 } from '../bytes/crc32.ts';
import { type Rating, searchStartNames } from './interestSearch.ts';
import type { RatingsTable, SearchNotes } from './ratingsTable.ts';

/** A note as a file has it. */
type Note = [name: string, value: string | number];

const checkName = 'check';
const ownNames = ['name', 'seed', 'start', 'catalogue', 'kernel', 'weights', 'person', checkName];

/** Further notes, but those whose names a search uses for its own: an import reads these back. */
export function besides(notes: Readonly<Record<string, string>>): Note[] {
  return Object.entries(notes).filter(([name]) => !ownNames.includes(name));
}

/** The notes of a table; the last is a checksum of everything that an import reads. */
export function searchNotesOf(table: RatingsTable): Note[] {
  const { name, seed, start, catalogue, kernel, weights, person } = table.notes;
  const inOrder = (places: Uint32Array) =>
    table.ids
      .map((id, row) => ({ id, row, place: places[row] }))
      .filter(({ place }) => place > 0)
      .sort((a, b) => a.place - b.place);
  const ratings = inOrder(table.ratedOrder).map(({ id, row }) => ({
    galaxyId: id,
    score: table.rating[row],
  }));
  const skipped = inOrder(table.skippedOrder).map(({ id }) => id);
  const notes: Note[] = [
    ['name', name],
    ['seed', seed],
    ['start', start],
    ['catalogue', catalogue],
  ];
  if (kernel !== undefined) notes.push(['kernel', kernel]);
  if (weights !== undefined) notes.push(['weights', weights]);
  if (person !== undefined) notes.push(['person', person]);
  return [...notes, [checkName, checkOf(table.notes, ratings, skipped)]];
}

/** The notes of a file; those without a valid value are left out. `check` is the checksum in the file. */
export function readSearchNotes(notes: ReadonlyMap<string, unknown>): {
  notes: Partial<SearchNotes>;
  check?: string;
} {
  const text = (name: string): string | undefined => {
    const value = notes.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const seed = Number(notes.get('seed') ?? Number.NaN);
  const start = text('start');
  const kernel = text('kernel');
  const read: Partial<SearchNotes> = {
    name: text('name'),
    seed: Number.isSafeInteger(seed) && notes.get('seed') !== '' ? seed : undefined,
    start: searchStartNames.find(each => each === start),
    catalogue: text('catalogue'),
    kernel: kernelNames.find(each => each === kernel),
    weights: text('weights'),
    person: text('person'),
  };
  return { notes: read, check: text(checkName) };
}

/** Checksum of everything that an import reads: eight hexadecimal digits. */
export function checkOf(
  { name, seed, start, catalogue, kernel, weights, person }: Partial<SearchNotes>,
  ratings: readonly Rating[],
  skipped: readonly string[],
): string {
  const said = ratings.map(({ galaxyId, score }) => [galaxyId, score]);
  const whose = person === undefined ? [] : [person];
  const text = JSON.stringify([name, seed, start, catalogue, kernel, weights, said, skipped, ...whose]);
  return crc32(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}
