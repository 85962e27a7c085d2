import type { FileMetaData } from 'hyparquet';
import { UnreadableError } from '../../bytes/unreadable.ts';
import type { Leaf } from '../../parquet/schemaClaims.ts';

/** Up to so many rows may all be the same; in larger files some byte differs from row to row. */
const alwaysFineRows = 10_000;
const mostRowsPerByte = 100; // columns of one value compress to next to nothing, ids and positions do not
const mostRows = 20_000_000; // the app is made for a million
/** Of all columns but the images, decompressed: what a page can hold besides everything else. */
const mostTableBytes = 2e9;
/** Of one column of text: a thousand for each of 300,000 galaxies. */
export const mostTextCharacters = 0.3e9;

/**
 * Compares what a Parquet footer claims with the file's size, before anything is allocated for it.
 *
 * @param byteLength of the whole file
 * @param leaves the columns that hold values, in the order of every row group
 * @throws UnreadableError with one sentence where the claims cannot be true, or are more than a page can hold
 */
export function checkClaims(
  name: string,
  byteLength: number,
  { row_groups: groups }: FileMetaData,
  leaves: readonly Leaf[],
): void {
  const rows = groups.reduce((sum, group) => sum + wholeNumber(group.num_rows), 0);
  if (!Number.isSafeInteger(rows) || rows < 0 || groups.some(group => wholeNumber(group.num_rows) < 0)) {
    throw damaged(name, 'its footer gives no possible number of rows');
  }
  if (rows > mostRows) {
    throw new UnreadableError(
      `${name} claims ${rows.toLocaleString('en')} rows; a page holds at most ${mostRows.toLocaleString('en')}: choose fewer galaxies.`,
    );
  }
  if (rows > alwaysFineRows && rows > mostRowsPerByte * byteLength) {
    throw damaged(
      name,
      `it claims ${rows.toLocaleString('en')} rows in ${byteLength.toLocaleString('en')} bytes`,
    );
  }
  for (const { num_rows, columns } of groups) {
    const counts = columns.map(({ meta_data }) => wholeNumber(meta_data?.num_values));
    const agrees = counts.filter((count, i) => count === Number(num_rows) && leaves[i].maxRepetition === 0);
    const lists = leaves.every(leaf => leaf.maxRepetition > 0);
    if (agrees.length > 0 || lists) continue; // some writers do not count missing values
    throw damaged(name, `one of its row groups claims ${num_rows} rows, and none of its columns has so many`);
  }
  for (const { meta_data: column } of groups.flatMap(group => group.columns)) {
    if (!column) continue;
    const packed = wholeNumber(column.total_compressed_size);
    const start = wholeNumber(column.dictionary_page_offset || column.data_page_offset);
    if (packed >= 0 && start >= 0 && start + packed <= byteLength) continue;
    throw damaged(
      name,
      `column ${column.path_in_schema.join('.')} is said to lie beyond the end of the file`,
    );
  }
}

/**
 * Compares the claimed unpacked size of the columns of a table with what a page can hold.
 *
 * @param columns top-level columns that are read whole; images are not among them
 * @throws UnreadableError with one sentence
 */
export function checkUnpackedSize(
  name: string,
  { row_groups: groups }: FileMetaData,
  columns: readonly string[],
): void {
  const read = new Set(columns);
  let bytes = 0;
  for (const { meta_data: column } of groups.flatMap(group => group.columns)) {
    if (column && read.has(column.path_in_schema[0])) bytes += wholeNumber(column.total_uncompressed_size);
  }
  if (bytes <= mostTableBytes) return;
  throw new UnreadableError(
    `${name} unpacks to ${(bytes / 1e9).toFixed(1)} GB without its images; a page holds ${mostTableBytes / 1e9}: choose fewer galaxies or columns.`,
  );
}

/**
 * Why a column of so many characters cannot be kept; undefined where it can. A dictionary's words are shared by the rows
 * that have them, but text is one copy for each row: 47 kB of file can be gigabytes of it.
 */
export function tooMuchText(characters: number): string | undefined {
  if (characters <= mostTextCharacters) return undefined;
  return `${(characters / 1e9).toFixed(1)} billion characters of text, and a page holds ${mostTextCharacters / 1e9}`;
}

/** NaN where the footer does not hold a whole number that a double keeps. */
function wholeNumber(value: bigint | number | undefined): number {
  const number = Number(value ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : Number.NaN;
}

function damaged(name: string, what: string): UnreadableError {
  return new UnreadableError(`${name} is damaged: ${what}; copy or download it again.`);
}
