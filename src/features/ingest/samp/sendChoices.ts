import type { SampMessage } from '../../../data/samp/sampHub.ts';
import type { Session } from '../../../session/session.ts';
import { placeIn, type SharedTable } from './sampTables.ts';

/** Tells other programs what a person chooses here, and not what they told this page to choose. */
export interface SentChoices {
  /** Begins to tell. @returns ends it */
  begin(): () => void;
  /** Chooses a galaxy because another program says so. */
  choose(row: number): void;
  chooseMany(rows: Uint32Array, words: string): void;
}

/** @param send hands a message to the hub; never rejects */
export function sendChoices(
  session: Session,
  shared: readonly SharedTable[],
  send: (message: SampMessage) => Promise<void>,
): SentChoices {
  let [toldRow, toldRows]: [number | null, Uint32Array | null] = [null, null];

  function tellRow(row: number): void {
    const { catalogue } = session.catalogue.getState();
    if (!catalogue) return;
    for (const table of shared) {
      const place = table.handle === catalogue.handle ? placeIn(table, row) : -1;
      if (place >= 0)
        void send({
          mtype: 'table.highlight.row',
          params: { 'table-id': table.id, url: table.url, row: String(place) },
        });
    }
    const [ra, dec] = [catalogue.raDeg?.[row], catalogue.decDeg?.[row]];
    if (!catalogue.simulated && Number.isFinite(ra) && Number.isFinite(dec))
      void send({ mtype: 'coord.pointAt.sky', params: { ra: String(ra), dec: String(dec) } });
  }

  function tellRows(rows: Uint32Array): void {
    const handle = session.catalogue.getState().catalogue?.handle;
    for (const table of shared) {
      if (table.handle !== handle) continue;
      const list = Array.from(rows, row => placeIn(table, row)).filter(place => place >= 0);
      const params = { 'table-id': table.id, url: table.url, 'row-list': list.map(String) };
      void send({ mtype: 'table.select.rowList', params });
    }
  }

  return {
    begin: () =>
      session.selection.subscribe((now, before) => {
        if (now.row !== before.row && now.row !== null && now.row !== toldRow) tellRow(now.row);
        const isForgotten = now.history.length === 0 && before.history.length > 0; // another catalogue opens
        if (now.rows !== before.rows && now.rows !== toldRows && !isForgotten) tellRows(now.rows);
        toldRow = null;
        toldRows = null;
      }),
    choose(row) {
      toldRow = row;
      session.selection.getState().choose(row);
    },
    chooseMany(rows, words) {
      toldRows = rows;
      session.selection.getState().chooseMany(rows, words, 'new');
    },
  };
}
