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
  /** What a button beside the sentence does: it opens what the sentence tells of. */
  action?: { label: string; act: () => void };
  /** True where only reloading the page helps: a button then offers to. Default false. */
  offersReload?: boolean;
  /** What the button does, where more than loading the page again is needed. */
  reload?: () => void;
}

/** State of the notices store. */
interface NoticesState {
  /** Those on screen, the newest last. */
  notices: Notice[];
  /** Those that have left the screen, the newest first: the tray lists them, without what their buttons did. */
  past: Notice[];
  /** Problems that left by themselves since the tray was last read. */
  unreadProblems: number;
  say(sentence: string, options?: Pick<Notice, 'details' | 'undo' | 'action'>): void;
  complain(sentence: string, details?: string[]): void;
  /**
   * Shows a problem that only reloading the page solves, with a button that reloads it.
   *
   * @param reload does that for something that is no problem, such as a new version
   */
  offerReload(sentence: string, reload?: () => void): void;
  /** The person has read it. */
  dismiss(id: number): void;
  /** Its time on screen is over. */
  expire(id: number): void;
  /** The person has looked at the tray. */
  markRead(): void;
}

/** Holds the messages shown to the person. */
export type NoticesStore = StoreApi<NoticesState>;

const pastKept = 30; // a visit's worth; older ones are of no use any more

/** Store of the notices, newest last; the same sentence is not said twice at once. */
export function createNoticesStore(): NoticesStore {
  let lastId = 0;
  return createStore<NoticesState>((set, get) => {
    function add(notice: Omit<Notice, 'id'>): void {
      if (get().notices.some(n => n.sentence === notice.sentence)) return;
      set({ notices: [...get().notices, { ...notice, id: ++lastId }] });
    }
    function leave(id: number, unread: 0 | 1): void {
      const { notices, past, unreadProblems } = get();
      const leaving = notices.find(notice => notice.id === id);
      if (!leaving) return;
      const { undo: _, action: __, reload: ___, ...words } = leaving;
      set({
        notices: notices.filter(notice => notice !== leaving),
        past: [words, ...past].slice(0, pastKept),
        unreadProblems: unreadProblems + (leaving.tone === 'problem' ? unread : 0),
      });
    }
    return {
      notices: [],
      past: [],
      unreadProblems: 0,
      say: (sentence, options) => add({ tone: 'plain', sentence, ...options }),
      complain: (sentence, details) => add({ tone: 'problem', sentence, details }),
      offerReload: (sentence, reload) =>
        add({ tone: reload ? 'plain' : 'problem', sentence, offersReload: true, reload }),
      dismiss: id => leave(id, 0),
      expire: id => leave(id, 1),
      markRead: () => set({ unreadProblems: 0 }),
    };
  });
}

const leastMs = 6000; // a short sentence at leisure
const noticingMs = 2000; // before reading begins
const letterMs = 60; // 200 words a minute, the pace of careful reading

/** How long a notice stays before it leaves by itself, by the length of its sentence, milliseconds. */
export function readingMs({ sentence }: Pick<Notice, 'sentence'>): number {
  return Math.max(leastMs, noticingMs + letterMs * sentence.length);
}

/** The sentence an error carries, for a notice: errors about input are already written for people. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
