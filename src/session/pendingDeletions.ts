/** How long a deletion can be undone, in milliseconds: its notice stays as long (design: 10 s instead of asking twice). */
export const undoForMs = 10_000;

/** setTimeout, or what a test hands in. */
export type Later = (run: () => void, milliseconds: number) => void;

/** What was deleted for the person and is still there until it can no longer be undone. */
export interface PendingDeletions {
  /** True for what is being deleted: lists leave it out. */
  has(key: string): boolean;
  /** @param deleteForGood called after ten seconds, unless it was restored before; must not throw */
  add(key: string, deleteForGood: () => void): void;
  /** @returns false where it is not being deleted, or no longer */
  restore(key: string): boolean;
}

/** @param later default setTimeout */
export function createPendingDeletions(
  later: Later = (run, milliseconds) => setTimeout(run, milliseconds),
): PendingDeletions {
  const times = new Map<string, symbol>(); // one a deletion: what was restored and deleted again has its ten seconds anew
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
