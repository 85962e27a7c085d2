import type { GalaxySet } from './galaxySet.ts';

const mostSteps = 100; // more than a person takes back
const mostRows = 8_000_000; // 32 MB: sets of a large catalogue leave the history sooner

/** Former selections, to return to. */
interface SetHistory {
  /** Remembers what a change replaces; what was undone before is forgotten. */
  add(before: GalaxySet): void;
  /** @param present remembered for `redo` @returns the selection before the last change; undefined where there is none */
  undo(present: GalaxySet): GalaxySet | undefined;
  redo(present: GalaxySet): GalaxySet | undefined;
  state(): { canUndo: boolean; canRedo: boolean };
  clear(): void;
}

/** An empty history of selections. */
export function createSetHistory(): SetHistory {
  let past: GalaxySet[] = [];
  let future: GalaxySet[] = [];
  const kept = ({ rows, words }: GalaxySet): GalaxySet => ({ rows, words });

  function trim(): void {
    let held = past.reduce((sum, { rows }) => sum + rows.length, 0);
    while (past.length > mostSteps || (held > mostRows && past.length > 1))
      held -= past.shift()?.rows.length ?? 0;
  }

  return {
    add(before) {
      past.push(kept(before));
      future = [];
      trim();
    },
    undo(present) {
      const former = past.pop();
      if (former) future.push(kept(present));
      return former;
    },
    redo(present) {
      const next = future.pop();
      if (next) past.push(kept(present));
      return next;
    },
    state: () => ({ canUndo: past.length > 0, canRedo: future.length > 0 }),
    clear() {
      past = [];
      future = [];
    },
  };
}
