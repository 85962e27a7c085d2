import { createStore, type StoreApi } from 'zustand/vanilla';

/** One sentence for the person. */
export interface Notice {
  id: number;
  tone: 'plain' | 'problem';
  sentence: string;
  /** Further lines, unfolded on request: the files or rows concerned. */
  details?: string[];
  /** Offered for 10 s beside what can be undone. */
  undo?: () => void;
  /** True where only loading the page again helps: a button beside it does. Default false. */
  offersReload?: boolean;
}

/** State of the notices store. */
interface NoticesState {
  notices: Notice[];
  say(sentence: string, options?: { details?: string[]; undo?: () => void }): void;
  complain(sentence: string, details?: string[]): void;
  /** Says what only loading the page again mends, with a button that does. */
  offerReload(sentence: string): void;
  dismiss(id: number): void;
}

/** Holds the messages shown to the person. */
export type NoticesStore = StoreApi<NoticesState>;

/** What the app has to say, newest last; the same sentence is not said twice at once. */
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
      offerReload: sentence => add({ tone: 'problem', sentence, offersReload: true }),
      dismiss: id => set({ notices: get().notices.filter(n => n.id !== id) }),
    };
  });
}

/** The sentence an error carries, for a notice: errors at our doors are already written for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
