import type { ReceivedMessage, SampConnection } from '../../../data/samp/sampHub.ts';
import { separationArcsec } from '../../../maths/catalogue/coordinates.ts';
import type { Session } from '../../../session/session.ts';
import type { SharedTable } from './sampTables.ts';
import type { SentChoices } from './sendChoices.ts';

/** A table another program sent. */
export interface ReceivedTable {
  /** As messages about it call it. */
  id: string;
  url: string;
  name: string;
  /** Name of the program. */
  from: string;
  file: File;
}

interface Taking {
  session: Session;
  shared: readonly SharedTable[];
  choices: SentChoices;
  connection: Pick<SampConnection, 'fetchUrl' | 'nameOf'>;
}

const nearArcsec = 30; // a place pointed at means a galaxy this near

/**
 * Does what another program's message asks: a table is fetched, a row or rows of a shared table are chosen, a place on the sky chooses
 * the galaxy there.
 *
 * @returns a table that came, or a sentence about what was chosen
 * @throws Error with a sentence, which the other program is told
 */
export async function takeMessage(
  { session, shared, choices, connection }: Taking,
  { mtype, params, sender }: ReceivedMessage,
): Promise<{ table?: ReceivedTable; sentence?: string }> {
  const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '');
  const catalogue = session.catalogue.getState().catalogue;
  if (mtype === 'table.load.votable') {
    const [url, from] = [text('url'), await connection.nameOf(sender)];
    const bytes = await connection.fetchUrl(url);
    const name = (text('name') || text('table-id') || 'table').replace(/^.*\//, '').slice(0, 80);
    const file = new File([bytes], /\.(vot|xml|fits?)$/i.test(name) ? name : `${name}.vot`);
    return { table: { id: text('table-id'), url, name, from, file } };
  }
  if (mtype === 'coord.pointAt.sky') {
    const [raDeg, decDeg] = [numberOf(text('ra')), numberOf(text('dec'))];
    const row = nearestRow(session, raDeg, decDeg);
    if (row === null) return {};
    choices.choose(row);
    return { sentence: `${await connection.nameOf(sender)} pointed at ${catalogue?.ids.at(row)}.` };
  }
  const table = shared.findLast(
    ({ id, url, handle }) =>
      handle === catalogue?.handle && ((id !== '' && id === text('table-id')) || url === text('url')),
  );
  if (!table || !catalogue) throw new Error('This table is not open in Morphospace.');
  const rowOf = (place: string) => {
    const row = table.rows ? table.rows[numberOf(place)] : numberOf(place);
    return Number.isInteger(row) && row >= 0 && row < catalogue.rowCount ? row : null;
  };
  if (mtype === 'table.highlight.row') {
    const row = rowOf(text('row'));
    if (row === null) throw new Error(`There is no row “${text('row')}”.`);
    choices.choose(row);
  } else if (mtype === 'table.select.rowList') {
    const list = params['row-list'];
    const rows = (Array.isArray(list) ? list : [])
      .map(place => rowOf(String(place)))
      .filter(row => row !== null);
    const from = await connection.nameOf(sender);
    choices.chooseMany(Uint32Array.from(new Set(rows)).sort(), `chosen in ${from}`);
    return { sentence: `${from} selected ${rows.length.toLocaleString('en')} galaxies.` };
  }
  return {};
}

/** NaN for an empty text, which JavaScript takes for 0: the first row, and a place on the sky. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** The galaxy at a place; null where none is near. */
function nearestRow(session: Session, raDeg: number, decDeg: number): number | null {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue?.raDeg || !catalogue.decDeg || catalogue.simulated) return null;
  let [nearest, least]: [number | null, number] = [null, nearArcsec];
  for (let row = 0; row < catalogue.rowCount; row++) {
    if (!(Math.abs(catalogue.decDeg[row] - decDeg) * 3600 <= least)) continue; // most are far, and this is cheap
    const arcsec = separationArcsec(raDeg, decDeg, catalogue.raDeg[row], catalogue.decDeg[row]);
    if (arcsec <= least) [nearest, least] = [row, arcsec];
  }
  return nearest;
}
