/** Lets only one tab at a time work on a run. */
export interface RunLocks {
  /**
   * Does something with a run while no other tab can work on it.
   *
   * @param title of the run, for the sentence: "rings"
   * @throws Error with a sentence where another tab works on it
   */
  hold<Result>(key: string, title: string, act: () => Promise<Result>): Promise<Result>;
  /** False where a tab, this one included, works on the run. */
  isFree(key: string): Promise<boolean>;
}

/**
 * Locks of the Web Locks API, which the browser releases when a tab closes or crashes. A page without a secure context
 * has none: nothing is locked there.
 *
 * @param kind of run, part of the locks' names: "finetune"
 */
export function createRunLocks(kind: string): RunLocks {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks;
  const nameOf = (key: string) => `morphospace-${kind}-${key}`;
  return {
    async hold(key, title, act) {
      if (!locks) return act();
      return locks.request(nameOf(key), { ifAvailable: true }, lock => {
        if (!lock) throw new Error(heldElsewhereSentence(title));
        return act();
      });
    },
    async isFree(key) {
      if (!locks) return true;
      return locks.request(nameOf(key), { ifAvailable: true }, lock => lock !== null);
    },
  };
}

/** The sentence for a person who wants to work on a run that another tab works on. */
export function heldElsewhereSentence(title: string): string {
  return `Another tab is training “${title}”: continue there, or close that tab and try again here.`;
}
