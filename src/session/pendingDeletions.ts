/** How long a deletion can be undone, in milliseconds: its notice stays as long. It replaces a question before deleting. */
export const undoForMs = 10_000;

/** setTimeout, or a test's own. */
export type Later = (run: () => void, milliseconds: number) => void;

/** What the person deleted, and what is deleted for good only when this can no longer be undone. */
export interface PendingDeletions {
  /** True while a deletion can still be undone: lists leave its item out. */
  has(key: string): boolean;
  /** @param deleteForGood called after ten seconds, unless it was restored before; must not throw */
  add(key: string, deleteForGood: () => void): void;
  /** @returns false where the key is not waiting to be deleted, or no longer */
  restore(key: string): boolean;
}

/** @param later default setTimeout */
export function createPendingDeletions(
  later: Later = (run, milliseconds) => setTimeout(run, milliseconds),
): PendingDeletions {
  const times = new Map<string, symbol>(); // one per deletion: an item that is restored and deleted again gets ten seconds again
  return {
    has: key => times.has(key),
    add(key, deleteForGood) {
      const time = Symbol(key);
      times.set(key, time);
      later(() => {
        if (times.get(key) !== time) return;
        times.delete(key);
        deleteForGood();
      }, undoForMs);
    },
    restore: key => times.delete(key),
  };
}
