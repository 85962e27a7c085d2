import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { connectToHub, type SampConnection } from '../../../data/samp/sampHub.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { type SharedTable, tableToSend } from './sampTables.ts';
import { sendChoices } from './sendChoices.ts';
import { type ReceivedTable, takeMessage } from './takeMessage.ts';

interface SampParts {
  session: Session;
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** Where a table comes from, as it carries it. Default: nothing is told */
  notes?(): Promise<Readonly<Record<string, string>>>;
  /** For tests. Default: the hub of this machine */
  connect?: typeof connectToHub;
  /** Tells the tables of this visit from those of others. Default: random */
  visit?: string;
}

interface SampState {
  status: 'apart' | 'connecting' | 'connected';
  /** Names of the programs that take tables. */
  listeners: readonly string[];
  /** Tables that came, the newest first. */
  received: readonly ReceivedTable[];
  /** True where the galaxy and the selection a person chooses are told to the others. */
  tells: boolean;
  /** What was done last, or why it could not be, as a sentence. */
  said: { sentence: string; isFailure: boolean } | null;
  /** Asks the hub for leave. Never rejects. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  /** Who listens now. Never rejects. */
  refresh(): Promise<void>;
  /** Sends galaxies as a table. @param rows null: all. Never rejects. */
  send(rows: Uint32Array | null): Promise<void>;
  changeTelling(tells: boolean): void;
  /** Opens a table that came, in place of the present catalogue; its rows are then known to both sides. */
  openReceived(table: ReceivedTable): Promise<void>;
}

/** Store of the exchange with other programs. */
export type SampStore = StoreApi<SampState>;

const mtypes = [
  'table.load.votable',
  'table.highlight.row',
  'table.select.rowList',
  'coord.pointAt.sky',
  'samp.app.ping',
];
const mostReceived = 8; // older ones can be sent again

/** Exchanges tables, the chosen galaxy and the selection with TOPCAT, Aladin, DS9 and others by SAMP, once a person connects. */
export function createSampStore({
  session,
  open,
  notes = async () => ({}),
  connect = connectToHub,
  visit = crypto.randomUUID().slice(0, 8),
}: SampParts): SampStore {
  let connection: SampConnection | null = null;
  let stopTelling: (() => void) | undefined;
  const shared: SharedTable[] = [];
  let sentTables = 0;

  return createStore<SampState>((set, get) => {
    const say = (sentence: string) => set({ said: { sentence, isFailure: false } });
    const fail = (error: unknown) => set({ said: { sentence: sentenceOf(error), isFailure: true } });
    function part(sentence?: string): void {
      stopTelling?.();
      connection = null;
      shared.length = 0;
      set({
        status: 'apart',
        listeners: [],
        said: sentence === undefined ? null : { sentence, isFailure: true },
      });
    }
    const choices = sendChoices(session, shared, async message => {
      if (get().tells) await connection?.send(message).catch(fail);
    });
    return {
      status: 'apart',
      listeners: [],
      received: [],
      tells: true,
      said: null,
      async connect() {
        if (get().status !== 'apart') return;
        set({ status: 'connecting', said: null });
        try {
          connection = await connect({
            name: 'Morphospace',
            description: 'Explores the shapes of galaxies in a browser',
            mtypes,
            onMessage: async message => {
              const took = await takeMessage({ session, shared, choices, connection: connection! }, message);
              if (took.table) {
                const table = took.table;
                set({ received: [table, ...get().received].slice(0, mostReceived) });
                const action = { label: 'Open it', act: () => void get().openReceived(table) };
                session.notices.getState().say(`${table.from} sent the table “${table.name}”.`, { action });
              }
              if (took.sentence) say(took.sentence);
            },
            onLost: part,
          });
          stopTelling = choices.begin();
          set({ status: 'connected' });
          await get().refresh();
        } catch (error) {
          part(sentenceOf(error));
        }
      },
      async disconnect() {
        const former = connection;
        part();
        await former?.leave();
      },
      async refresh() {
        const names = await connection
          ?.listeners('table.load.votable')
          .catch(() => new Map<string, string>());
        set({ listeners: [...(names ?? new Map()).values()] });
      },
      async send(rows) {
        if (!connection) return;
        try {
          const { url, count, handle } = await tableToSend(session, rows, await notes());
          const { catalogue } = session.catalogue.getState();
          const { words } = session.selection.getState();
          const id = `morphospace-${visit}-${++sentTables}`;
          const name = rows ? `${catalogue?.name}: ${words}` : (catalogue?.name ?? 'galaxies');
          await connection.send({ mtype: 'table.load.votable', params: { url, name, 'table-id': id } });
          shared.push({ id, url, handle, rows });
          await get().refresh();
          const to = get().listeners.join(', ') || 'nobody: no program that takes tables is connected';
          say(`Sent ${count.toLocaleString('en')} galaxies to ${to}.`);
        } catch (error) {
          fail(error);
        }
      },
      changeTelling: tells => set({ tells }),
      async openReceived(table) {
        const { name, file, id, url } = table;
        const before = session.catalogue.getState().catalogue?.handle;
        await open({ kind: 'table', name, file });
        const handle = session.catalogue.getState().catalogue?.handle;
        if (handle !== undefined && handle !== before) shared.push({ id, url, handle, rows: null });
      },
    };
  });
}
