import type { Session } from '../../../session/session.ts';
import { exactText } from '../../../ui/text/columnText.ts';

/** A table that both this page and other programs know. */
export interface SharedTable {
  id: string;
  /** Its address in messages. */
  url: string;
  /** Of the catalogue here that holds its rows. */
  handle: number;
  /** Catalogue row of each of its rows, ascending; null where they are the same. */
  rows: Uint32Array | null;
}

const mostBytes = 16e6; // of a table within a message: hubs and programs hold it several times

/**
 * Galaxies as a VOTable within an address (RFC 2397), as a page has no other place where programs could fetch it.
 *
 * @param rows (m) catalogue rows; null: all
 * @throws Error with a sentence where nothing is open, or the table is too large
 */
export async function tableToSend(
  session: Session,
  rows: Uint32Array | null,
  notes: Readonly<Record<string, string>>,
): Promise<{ url: string; count: number; handle: number }> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) throw new Error('No galaxies are open: open a catalogue first.');
  const [{ someGalaxies }, { writeGalaxiesVotable }] = await Promise.all([
    import('../../../data/sets/someGalaxies.ts'),
    import('../../../data/sets/galaxiesVotable.ts'),
  ]);
  const wanted = rows ?? Uint32Array.from({ length: catalogue.rowCount }, (_, row) => row);
  const galaxies = someGalaxies(catalogue, session.columns.getState().columns, wanted);
  const bytes = new TextEncoder().encode(writeGalaxiesVotable(galaxies, exactText, notes));
  if (bytes.length > mostBytes)
    throw new Error(
      `The table of these ${wanted.length.toLocaleString('en')} galaxies has ${Math.round(bytes.length / 1e6)} MB, and at most ${mostBytes / 1e6} go by SAMP: select fewer, or export the selection as VOTable and open the file there.`,
    );
  return {
    url: `data:application/x-votable+xml;base64,${base64(bytes)}`,
    count: wanted.length,
    handle: catalogue.handle,
  };
}

function base64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}

/** Place of a catalogue row in a table; −1 where it is not in it. */
export function placeIn({ rows }: SharedTable, row: number): number {
  if (!rows) return row;
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row ? low : -1;
}
