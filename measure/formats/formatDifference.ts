import { UnreadableError } from '../../src/data/bytes/unreadable.ts';
import { readTextTable } from '../../src/data/tables/textTable.ts';
import { asdfDifference } from './compareAsdf.ts';
import { fitsDifference } from './compareFits.ts';
import { hdf5Difference } from './compareHdf5.ts';
import type { ExpectedFile } from './expectedFacts.ts';

/**
 * How a file differs from what another reader read in it, or null.
 *
 * @throws UnreadableError where it is refused with a sentence
 */
export async function formatDifference(file: File, { expected }: ExpectedFile): Promise<string | null> {
  if (/\.fits(\.|$)/.test(file.name))
    return fitsDifference(file, expected as Parameters<typeof fitsDifference>[1]);
  if (/\.xml(\.gz)?$/.test(file.name)) {
    return votableDifference(file, expected as { rows: number; columns: string[] } | undefined);
  }
  if (file.name.endsWith('.h5'))
    return hdf5Difference(file, expected as Parameters<typeof hdf5Difference>[1]);
  if (file.name.endsWith('.asdf'))
    return asdfDifference(file, expected as Parameters<typeof asdfDifference>[1]);
  throw new UnreadableError(`${file.name} is of a format that is not read yet.`);
}

async function votableDifference(
  file: File,
  expected: { rows: number; columns: string[] } | undefined,
): Promise<string | null> {
  const { rowCount, cells } = await readTextTable(file, file.name);
  if (!expected) return 'read, where the other reader refuses it';
  if (rowCount !== expected.rows) return `${rowCount} rows, not ${expected.rows}`;
  // Their names are astropy's own, by ID where a field has one: only how many there are can be compared.
  return cells.size === expected.columns.length
    ? null
    : `${cells.size} columns, not ${expected.columns.length}`;
}
