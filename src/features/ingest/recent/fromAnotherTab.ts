import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import type { KeptShelf } from '../../../data/kept/keptShelf.ts';
import { createFetching } from '../../../data/kept/pieces.ts';
import { unpackColumn } from '../../../data/kept/unpackCatalogue.ts';
import type { Session } from '../../../session/session.ts';

/**
 * Takes over what another tab made of the open catalogue: columns that this one lacks and never had. One that cannot be read stays
 * where it is.
 *
 * @param before names of the columns that this tab wrote or read last: one that is gone since was deleted here
 */
export async function takeOthersColumns(
  { columns, notices }: Session,
  theirs: KeptManifest,
  before: ReadonlySet<string>,
  shelf: Pick<KeptShelf, 'piece'>,
): Promise<void> {
  const fetch = createFetching(async piece => (await shelf.piece(theirs.key, piece))?.arrayBuffer());
  const names: string[] = [];
  for (const kept of theirs.published) {
    const isOwn = columns.getState().columns.some(({ name }) => name === kept.name);
    if (isOwn || before.has(kept.name)) continue;
    const column = await unpackColumn(kept, fetch).catch(() => null);
    if (!column) continue;
    columns.getState().publish(column);
    names.push(column.name);
  }
  if (names.length === 0) return;
  notices
    .getState()
    .say(
      `${theirs.name} is open in another tab, too: ${names.length === 1 ? 'a column' : `${names.length} columns`} made there ${names.length === 1 ? 'is' : 'are'} here now (${names.join(', ')}).`,
    );
}
