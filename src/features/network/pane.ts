import { createStore, type StoreApi } from 'zustand/vanilla';
import { createLatestCall } from '../../rpc/latestCall.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Session } from '../../session/session.ts';

/** State of one view of the network. @typeParam T what it shows */
export interface PaneState<T> {
  /** `idle`: nobody looks, or there is no galaxy to compute it of. */
  status: 'idle' | 'working' | 'done' | 'failed';
  /** What there is; of the galaxy or the network before while `working` has nothing newer to show. */
  result: T | null;
  /** True while `result` is already that of the present question, though perhaps not all of it. */
  fresh: boolean;
  /** Why there is none, as a sentence. */
  failure: string | null;
  /** Somebody looks: it is computed now and for every galaxy selected, until `close`. */
  open(): void;
  /** One viewer fewer; after the last, what is under way is given up. */
  close(): void;
  /** Computes anew: after a failure, or because the question has changed. */
  refresh(): void;
  /** Ends the computing; what came so far stays. */
  stop(): void;
}

/** Store of one view, made by `createPane`. */
export type Pane<T> = StoreApi<PaneState<T>>;

/** @param row of the galaxy; −1 for a view that is of none. @param show takes what there is so far */
type Compute<T> = (row: number, signal: AbortSignal, show: (partial: T) => void) => Promise<T>;

/**
 * One view of the network, computed while it is on screen; of several galaxies in a row only the last counts.
 *
 * @param ofGalaxy false where it is the same for all galaxies
 */
export function createPane<T>(session: Session, compute: Compute<T>, ofGalaxy = true): Pane<T> {
  return createStore<PaneState<T>>((set, get) => {
    let watchers = 0;
    const asking = createLatestCall<T>({
      done: result => set({ result, fresh: true, status: 'done', failure: null }),
      failed: error => set({ status: 'failed', failure: sentenceOf(error) }),
    });

    function refresh(): void {
      const row = ofGalaxy ? session.selection.getState().row : -1;
      if (row === null || watchers === 0 || !session.catalogue.getState().catalogue) {
        asking.cancel();
        set({ status: 'idle', failure: null, fresh: false, result: row === null ? null : get().result });
        return;
      }
      set({ status: 'working', failure: null, fresh: false });
      asking.now(signal =>
        compute(row, signal, result => {
          if (!signal.aborted) set({ result, fresh: true });
        }),
      );
    }

    return {
      status: 'idle',
      result: null,
      fresh: false,
      failure: null,
      open() {
        watchers++;
        if (watchers === 1) refresh();
      },
      close() {
        watchers--;
        if (watchers === 0) refresh();
      },
      refresh,
      stop() {
        asking.cancel();
        set({ status: get().fresh ? 'done' : 'idle' });
      },
    };
  });
}
