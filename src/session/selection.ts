import { createStore, type StoreApi } from 'zustand/vanilla';
import { type GalaxySet, meeting, nobody, type SetMode } from './sets/galaxySet.ts';
import { createSetHistory } from './sets/setHistory.ts';

const historyLength = 200; // how far back the `[` key goes: more than a person steps back through

/** State of {@link createSelectionStore}. */
interface SelectionState {
  /** The chosen galaxy's row, or null. */
  row: number | null;
  /** Rows visited, oldest first; `place` is the index of the present one. */
  history: number[];
  place: number;
  /** Several galaxies at once, ascending rows: the selection, wherever it came from. */
  rows: Uint32Array;
  /** How `rows` came about: "ring > 0.3", "lasso"; empty while nothing is selected. */
  words: string;
  /** What a choice of several does to those selected, unless the choice says it itself. */
  mode: SetMode;
  canUndo: boolean;
  canRedo: boolean;
  /** Selects one galaxy and adds it to the history; null selects none. */
  choose(row: number | null): void;
  /** Goes one galaxy back in the history; `forward` returns. */
  back(): void;
  forward(): void;
  /**
   * Selects several galaxies; the single one stays.
   *
   * @param rows ascending
   * @param words how they were found, as a noun or a condition: "lasso", "ring > 0.3"
   * @param mode default: the one chosen by `changeMode`
   */
  chooseMany(rows: Uint32Array, words?: string, mode?: SetMode): void;
  /** Selects instead those that are not selected. @param among ascending rows it may select: those that pass the filters */
  invert(among: Uint32Array): void;
  /** Selects no longer several; can be undone. */
  chooseNone(): void;
  changeMode(mode: SetMode): void;
  /** Takes back the last change of `rows`; `redo` makes it again. */
  undo(): void;
  redo(): void;
  /** Forgets everything: another catalogue has opened. */
  clear(): void;
}

/** Holds the selection. */
export type SelectionStore = StoreApi<SelectionState>;

/** Which galaxy, and which galaxies, the person has chosen; every room follows it. */
export function createSelectionStore(): SelectionStore {
  const steps = createSetHistory();
  return createStore<SelectionState>((set, get) => {
    const show = ({ rows, words }: GalaxySet) => set({ rows, words, ...steps.state() });
    function become(next: GalaxySet): void {
      const { rows, words } = get();
      if (next.rows.length === 0 && rows.length === 0) return;
      steps.add({ rows, words });
      show(next);
    }
    return {
      row: null,
      history: [],
      place: -1,
      ...nobody,
      mode: 'new',
      ...steps.state(),
      choose(row) {
        const { history, place, row: present } = get();
        if (row === present) return;
        if (row === null) {
          set({ row });
          return;
        }
        const kept = [...history.slice(0, place + 1), row].slice(-historyLength);
        set({ row, history: kept, place: kept.length - 1 });
      },
      back() {
        const { history, place, row } = get();
        const to = row === null ? place : place - 1; // after Escape, back returns to the galaxy that was deselected
        if (to >= 0) set({ row: history[to], place: to });
      },
      forward() {
        const { history, place } = get();
        if (place + 1 < history.length) set({ row: history[place + 1], place: place + 1 });
      },
      chooseMany(rows, words = 'galaxies', mode = get().mode) {
        become(meeting(get(), { rows, words }, mode));
      },
      invert(among) {
        const { words } = get();
        const all = { rows: among, words: 'all' };
        const rest = meeting(all, get(), 'subtract');
        if (rest.rows.length === 0) become(nobody);
        else become({ rows: rest.rows, words: words === '' ? 'all' : `not (${words})` });
      },
      chooseNone: () => become(nobody),
      changeMode: mode => set({ mode }),
      undo() {
        const former = steps.undo(get());
        if (former) show(former);
      },
      redo() {
        const next = steps.redo(get());
        if (next) show(next);
      },
      clear() {
        steps.clear();
        set({ row: null, history: [], place: -1, ...nobody, mode: 'new', ...steps.state() });
      },
    };
  });
}
