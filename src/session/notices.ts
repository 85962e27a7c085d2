import { createStore, type StoreApi } from 'zustand/vanilla';

/** One sentence for the person. */
export interface Notice {
  id: number;
  tone: 'plain' | 'problem';
  sentence: string;
  /** Further lines, unfolded on request: the files or rows concerned. */
  details?: string[];
  /** Undoes what the sentence tells; a button offers it for 10 s. */
  undo?: () => void;
  /** True where only reloading the page helps: a button then offers to. Default false. */
  offersReload?: boolean;
  /** What the button does, where more than loading the page again is needed. */
  reload?: () => void;
}

/** State of the notices store. */
interface NoticesState {
  notices: Notice[];
  say(sentence: string, options?: { details?: string[]; undo?: () => void }): void;
  complain(sentence: string, details?: string[]): void;
  /**
   * Shows a problem that only reloading the page solves, with a button that reloads it.
   *
   * @param reload does that for something that is no problem, such as a new version
   */
  offerReload(sentence: string, reload?: () => void): void;
  dismiss(id: number): void;
}

/** Holds the messages shown to the person. */
export type NoticesStore = StoreApi<NoticesState>;

/** Store of the notices, newest last; the same sentence is not said twice at once. */
export function createNoticesStore(): NoticesStore {
  let lastId = 0;
  return createStore<NoticesState>((set, get) => {
    function add(notice: Omit<Notice, 'id'>): void {
      if (get().notices.some(n => n.sentence === notice.sentence)) return;
      set({ notices: [...get().notices, { ...notice, id: ++lastId }] });
    }
    return {
      notices: [],
      say: (sentence, options) => add({ tone: 'plain', sentence, ...options }),
      complain: (sentence, details) => add({ tone: 'problem', sentence, details }),
      offerReload: (sentence, reload) =>
        add({ tone: reload ? 'plain' : 'problem', sentence, offersReload: true, reload }),
      dismiss: id => set({ notices: get().notices.filter(n => n.id !== id) }),
    };
  });
}

/** The sentence an error carries, for a notice: errors about input are already written for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
