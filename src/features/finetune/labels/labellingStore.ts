import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FinetuneShelf } from '../../../data/runs/finetuneRuns.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import {
  type HandLabelling,
  noLabels,
  renamed,
  undone,
  withClass,
  withLabels,
  withoutLastClass,
} from './handLabelling.ts';
import { firstSource, type LabelSource } from './labelSources.ts';

interface LabellingState {
  source: LabelSource;
  /** Labels given by hand in the open catalogue. */
  hand: HandLabelling;
  /** Whether labels given by hand are written to disk; a sentence where they could not be. */
  saved: 'yes' | 'saving' | { failure: string };
  /** Takes up the labels kept of a catalogue, by its key; null: none is open. */
  open(catalogue: string | null): Promise<void>;
  /** Changes where labels come from. */
  choose(fields: Partial<LabelSource>): void;
  /** Gives galaxies a class, or (null) takes theirs away; saved at once. */
  label(rows: Iterable<number>, label: number | null): void;
  /** Undoes the last labels. @returns the row they were about, or null */
  undo(): number | null;
  renameClass(label: number, name: string): void;
  addClass(): void;
  removeLastClass(): void;
}

export type LabellingStore = StoreApi<LabellingState>;

/** Where labels come from, and those given by hand in the open catalogue. */
export function createLabellingStore(session: Session, shelf: FinetuneShelf): LabellingStore {
  const { catalogue } = session;
  return createStore<LabellingState>((set, get) => {
    let writing: Promise<unknown> = Promise.resolve();

    function keep(hand: HandLabelling): void {
      if (hand === get().hand) return;
      set({ hand, saved: 'saving' });
      const { past: _past, ...labels } = hand;
      writing = writing.then(() =>
        shelf.putHandLabels(labels).then(
          () => get().hand === hand && set({ saved: 'yes' }),
          error => set({ saved: { failure: `Your labels could not be kept: ${sentenceOf(error)}` } }),
        ),
      );
    }

    return {
      source: firstSource,
      hand: noLabels(''),
      saved: 'yes',
      async open(key) {
        set({ source: firstSource, hand: noLabels(key ?? '') });
        if (key === null) return;
        const kept = await shelf.handLabels(key).catch(() => undefined);
        if (kept && get().hand.catalogue === key && get().hand.past.length === 0) {
          set({ hand: { ...kept, past: [] } });
          if (kept.labels.size > 0 && get().source === firstSource) {
            set({ source: { ...firstSource, kind: 'hand' } }); // a person who began by hand continues there
          }
        }
      },
      choose: fields => set({ source: { ...get().source, ...fields } }),
      label(rows, label) {
        const { ids } = catalogue.getState().catalogue ?? {};
        if (!ids) return;
        keep(
          withLabels(
            get().hand,
            Array.from(rows, row => ids[row]),
            label,
          ),
        );
      },
      undo() {
        const back = undone(get().hand);
        if (!back) return null;
        keep(back.labelling);
        return back.id === undefined ? null : (catalogue.getState().rowOf(back.id) ?? null);
      },
      renameClass: (label, name) => keep(renamed(get().hand, label, name)),
      addClass: () => keep(withClass(get().hand)),
      removeLastClass: () => keep(withoutLastClass(get().hand)),
    };
  });
}
