import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';

/** What is being saved, for the sentence about a full disk. */
export interface Kept {
  /** Begins the sentence: "Your ratings" */
  what: string;
  /** What to do once there is space, or instead: "go on rating, or export them before you close the page" */
  remedy: string;
}

/** Thrown where something could not be kept because the disk, or the browser's share of it, is full. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError';
}

/** A transaction that writes to some tables. */
type Writing<Tables extends DBSchema, Names extends StoreNames<Tables>[]> = IDBPTransaction<
  Tables,
  Names,
  'readwrite'
>;

/** Starts all requests of one change. */
type Change<Tables extends DBSchema, Names extends StoreNames<Tables>[], Result> = (
  transaction: Writing<Tables, Names>,
) => Promise<Result>;

/**
 * The only way the app writes to its databases: one transaction that is kept whole or not at all, and resolves once it is on
 * the disk ("strict" waits for that; otherwise a crash of the machine could lose a person's work) or, where it is asked to be
 * quick, in the hands of the operating system.
 *
 * @throws StorageFullError with a sentence where the disk is full
 */
interface DatabaseWriter<Tables extends DBSchema> {
  /**
   * Requests that wait for no answer: all are started before `change` returns, and they complete even if the page is closed
   * before the answer.
   */
  write<Names extends StoreNames<Tables>[], Result>(
    tables: Names,
    change: Change<Tables, Names, Result>,
  ): Promise<Result>;
  /**
   * The same, resolving once the operating system has it: it outlives the browser, and a power cut once a later write of the
   * same database has come to the disk. For what comes key by key, where waiting for the disk would hold up the next.
   */
  writeQuickly<Names extends StoreNames<Tables>[], Result>(
    tables: Names,
    change: Change<Tables, Names, Result>,
  ): Promise<Result>;
  /** Requests that depend on what is read first. If the page is closed meanwhile, none of them is done. */
  readAndWrite<Names extends StoreNames<Tables>[], Result>(
    tables: Names,
    change: Change<Tables, Names, Result>,
  ): Promise<Result>;
}

/**
 * Writes to the database that `open` opens.
 *
 * @param turn a table that every write claims beside its own, so that they come one after the other: a Chromium (156) that is
 * killed while two write to different tables of a database finds it damaged afterwards, and deletes all databases of the app
 * (`npm run measure killed`)
 */
export function createDatabaseWriter<Tables extends DBSchema>(
  open: () => Promise<IDBPDatabase<Tables>>,
  kept: Kept,
  turn: StoreNames<Tables>,
): DatabaseWriter<Tables> {
  async function run<Names extends StoreNames<Tables>[], Result>(
    tables: Names,
    change: Change<Tables, Names, Result>,
    { commitAtOnce, durability }: { commitAtOnce: boolean; durability: 'strict' | 'relaxed' },
  ): Promise<Result> {
    try {
      const claimed = [...new Set([...tables, turn])] as Names;
      const transaction = (await open()).transaction(claimed, 'readwrite', { durability });
      transaction.done.catch(() => undefined); // its failure is thrown below, or by the request that failed
      const changed = started(transaction, change);
      if (commitAtOnce) transaction.commit();
      else changed.catch(() => transaction.abort()); // so that nothing of it is kept
      const [result] = await Promise.all([changed, transaction.done]); // a full disk is only reported at its end
      return result;
    } catch (error) {
      throw savingError(error, kept);
    }
  }
  return {
    write: (tables, change) => run(tables, change, { commitAtOnce: true, durability: 'strict' }),
    writeQuickly: (tables, change) => run(tables, change, { commitAtOnce: true, durability: 'relaxed' }),
    readAndWrite: (tables, change) => run(tables, change, { commitAtOnce: false, durability: 'strict' }),
  };
}

/** Starts the requests of a change; if one cannot be started, none is kept. */
function started<Tables extends DBSchema, Names extends StoreNames<Tables>[], Result>(
  transaction: Writing<Tables, Names>,
  change: Change<Tables, Names, Result>,
): Promise<Result> {
  try {
    return change(transaction);
  } catch (error) {
    transaction.abort();
    throw error;
  }
}

/** The error to show where something was not saved: a sentence about the full disk where that is why, else the error itself. */
export function savingError(error: unknown, { what, remedy }: Kept): unknown {
  if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) return error;
  return new StorageFullError(fullDiskSentence({ what, remedy }), { cause: error });
}

/** The sentence about a full disk. @param freeText space left, where that is known: "4.0 MB" */
export function fullDiskSentence({ what, remedy }: Kept, freeText?: string): string {
  const left = freeText === undefined ? '' : ` (${freeText} left)`;
  return `${what} could not be saved: the disk or this browser’s share of it is full${left}; free some space and ${remedy}.`;
}
