import type { Column } from '../../../src/contracts/column.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import { catalogueKey } from '../../../src/data/catalogues/catalogueKey.ts';
import { openKept } from '../../../src/data/kept/keptCatalogue.ts';
import { createKeptDatabase } from '../../../src/data/kept/keptDatabase.ts';
import { piecesOf } from '../../../src/data/kept/keptShelf.ts';
import { createKeeper } from '../../../src/features/ingest/recent/keeper.ts';
import { createSession } from '../../../src/session/session.ts';
import { type FoundCatalogue, heldMessage, type KilledPage } from './killedPage.ts';

const rowCount = 200_000;
const columnCount = 24; // with eight bytes a number 38 MB, which take the disk some tenths of a second
const name = 'killed';
const viewMs = 3000; // that what is on screen is written beside it, as on a disk that is busy
const recordsOfWrite = 2 * columnCount + 1; // pieces, the manifest, and the pieces it lets go of

const shelf = createKeptDatabase();
const session = createSession(() => performance.now());
const keeper = createKeeper({
  session,
  shelf,
  clock: () => 0,
  newName: () => crypto.randomUUID(),
  room: () => null,
  pictureOf: async () => undefined,
  onKept: () => {},
});
const catalogue: OpenedCatalogue = {
  handle: 1,
  name,
  rowCount,
  ids: packIds(Array.from({ length: rowCount }, (_, row) => `g${row}`)),
  columns: [],
  hasImages: false,
  simulated: false,
  problems: [],
};
const key = catalogueKey(name, catalogue.ids);
let begun = false;

function columnsOf(generation: number): Column[] {
  return Array.from({ length: columnCount }, (_, i) => ({
    name: `column ${i}`,
    kind: 'number',
    source: 'predicted',
    values: new Float64Array(rowCount).fill(generation),
  }));
}

async function write(generation: number): Promise<void> {
  if (!begun) {
    begun = true;
    session.catalogue.getState().replace(catalogue);
    session.columns.getState().reset([]);
    await keeper.begin({ kind: 'url', url: 'none', name }, catalogue);
  }
  for (const column of columnsOf(generation)) session.columns.getState().publish(column);
  keeper.flush();
  await keeper.whenIdle();
  const failure = keeper.failureOf(catalogue);
  if (failure !== undefined) throw failure;
  if (keeper.keyOf(catalogue) !== key)
    throw new Error('need a catalogue that is kept; the keeper has let go of it');
}

async function look(): Promise<FoundCatalogue> {
  const manifest = await shelf.manifest(key);
  if (!manifest) return { generation: null, torn: 'nothing is kept', unnamed: 0 };
  const unnamed = (await pieceCount()) - piecesOf(manifest).size;
  const none = () => Promise.reject(new Error('it has no pictures'));
  const { contents } = await openKept({ kind: 'kept', key, name }, shelf, none);
  const columns = contents.restored?.published ?? [];
  const values = new Set(columns.flatMap(each => (each.kind === 'number' ? [...new Set(each.values)] : [])));
  const torn = [
    ...contents.problems.map(({ sentence }) => sentence),
    ...(columns.length === columnCount || columns.length === 0 ? [] : [`${columns.length} columns`]),
    ...(values.size > 1 ? [`numbers of writes ${[...values].join(' and ')}`] : []),
    ...(contents.ids.length === rowCount ? [] : [`${contents.ids.length} ids`]),
  ].join('; ');
  return { generation: torn === '' ? ([...values][0] ?? 0) : null, torn, unnamed };
}

function pieceCount(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('morphospace-catalogues');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const { result } = opening;
      const counting = result.transaction('pieces').objectStore('pieces').count();
      counting.onsuccess = () => {
        result.close();
        resolve(counting.result);
      };
    };
  });
}

let recordsLeft = Number.POSITIVE_INFINITY;

/** Counts a record once the database has taken it. */
function count(request: IDBRequest, { transaction, name: table }: IDBObjectStore): void {
  if (table === 'views' && recordsLeft < Number.POSITIVE_INFINITY) {
    const untilMs = performance.now() + viewMs;
    request.addEventListener('success', () => hold(transaction, untilMs));
  }
  if (table !== 'pieces' && table !== 'catalogues') return;
  request.addEventListener('success', () => {
    if (--recordsLeft > 0) return;
    if (recordsLeft === 0) console.log(heldMessage);
    if (!isLast) hold(transaction);
  });
}

let isLast = false;

/** A transaction ends once nothing is asked of it. */
function hold(transaction: IDBTransaction, untilMs = Number.POSITIVE_INFINITY): void {
  if (performance.now() > untilMs) return;
  const asking = transaction.objectStore(transaction.objectStoreNames[0]).count();
  asking.onsuccess = () => hold(transaction, untilMs);
}

for (const method of ['put', 'delete'] as const) {
  const original = IDBObjectStore.prototype[method] as (...all: unknown[]) => IDBRequest;
  IDBObjectStore.prototype[method] = function (this: IDBObjectStore, ...all: unknown[]) {
    const request = original.apply(this, all);
    count(request, this);
    return request;
  } as never;
}
IDBTransaction.prototype.commit = () => {}; // it is committed once nothing is asked of it, and can be held until then

function writeUpTo(generation: number, record: number): Promise<void> {
  recordsLeft = record;
  isLast = record === recordsOfWrite;
  return write(generation);
}

(window as unknown as { killed: KilledPage }).killed = {
  ...{ write, writeUpTo, look, recordsOfWrite },
  piecesOfWrite: columnCount,
};
