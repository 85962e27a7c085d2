import { createStore, type StoreApi } from 'zustand/vanilla';
import { StorageFullError } from '../../../data/bytes/databaseWriter.ts';
import type { FinetuneShelf } from '../../../data/runs/finetuneRuns.ts';
import {
  type HandLabelChange,
  joinedChanges,
  labelChange,
  mergedLabels,
} from '../../../data/runs/mergedLabels.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import {
  type HandLabelling,
  handLabelsOf,
  noLabels,
  redone,
  renamed,
  takenOver,
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
  /** Reads the labels saved for a catalogue, by its key; null: none is open. */
  open(catalogue: string | null): Promise<void>;
  /** Takes over what another tab changed, or labels that could not be read when the catalogue was opened. */
  readAgain(): Promise<void>;
  /** Changes where labels come from. */
  choose(fields: Partial<LabelSource>): void;
  /** Gives galaxies a class, or (null) takes theirs away; saved at once. */
  label(rows: Iterable<number>, label: number | null): void;
  /** Undoes the last labels. @returns the row they were about, or null */
  undo(): number | null;
  /** Does again what was undone last. @returns the row it is about, or null */
  redo(): number | null;
  renameClass(label: number, name: string): void;
  addClass(): void;
  removeLastClass(): void;
  /** Tries once more to save what could not be saved: the page may be closing. */
  flush(): void;
}

/** Store of label source and hand labels, made by `createLabellingStore`. */
export type LabellingStore = StoreApi<LabellingState>;

/** Where labels come from, and those given by hand in the open catalogue. */
export function createLabellingStore(session: Session, shelf: FinetuneShelf): LabellingStore {
  const { catalogue } = session;
  return createStore<LabellingState>((set, get) => {
    let writes = 0; // number under way
    let failed: HandLabelChange | undefined;
    let failure = '';
    const idlers: (() => void)[] = [];

    /** Saves a change together with those that failed; saving never waits for an earlier one, because the page may close. */
    function send(change: HandLabelChange): void {
      const whole = joinedChanges(failed, change);
      failed = undefined;
      writes++;
      set({ saved: 'saving' });
      shelf
        .putHandLabels(whole)
        .catch(error => {
          failed = joinedChanges(failed, whole);
          failure = failureOf(error);
        })
        .finally(() => {
          writes--;
          if (writes > 0) return;
          set({ saved: failed ? { failure } : 'yes' });
          for (const resolve of idlers.splice(0)) resolve();
        });
    }

    function keep(hand: HandLabelling): void {
      const before = get().hand;
      if (hand === before) return;
      set({ hand });
      send(labelChange(handLabelsOf(before), handLabelsOf(hand)));
    }

    /** @returns the row of a galaxy that changed, or null */
    function step(taken: ReturnType<typeof undone>): number | null {
      if (!taken) return null;
      keep(taken.labelling);
      return taken.id === undefined ? null : (catalogue.getState().rowOf(taken.id) ?? null);
    }

    /** Takes over what another tab changed, once this tab's own changes are written and will be read too. */
    async function takeOver(): Promise<void> {
      if (writes > 0) await new Promise<void>(resolve => idlers.push(resolve));
      const before = get().hand;
      if (before.catalogue === '') return;
      const kept = await shelf.handLabels(before.catalogue).catch(() => undefined); // the next change asks again
      if (get().hand !== before) return takeOver(); // labelled meanwhile
      if (kept) set({ hand: takenOver(before, failed ? mergedLabels(kept, failed) : kept) });
    }
    shelf.watch(() => void takeOver());

    return {
      source: firstSource,
      hand: noLabels(''),
      saved: 'yes',
      async open(key) {
        if (key !== null && key === get().hand.catalogue) return takeOver(); // galaxies were added: all labels are of it still
        set({ source: firstSource, hand: noLabels(key ?? '') });
        if (key === null) return;
        const kept = await shelf.handLabels(key).catch((error: unknown) => {
          const sentence = `Labels given by hand earlier could not be read: ${sentenceOf(error)}`;
          session.notices.getState().complain(sentence);
          return undefined;
        });
        if (kept && get().hand.catalogue === key && get().hand.past.length === 0) {
          set({ hand: { ...kept, past: [], future: [] } });
          if (kept.labels.size > 0 && get().source === firstSource) {
            set({ source: { ...firstSource, kind: 'hand' } }); // a person who began by hand continues there
          }
        }
      },
      readAgain: takeOver,
      flush() {
        if (failed) send(failed);
      },
      choose: fields => set({ source: { ...get().source, ...fields } }),
      label(rows, label) {
        const { ids } = catalogue.getState().catalogue ?? {};
        if (!ids) return;
        keep(
          withLabels(
            get().hand,
            Array.from(rows, row => ids.at(row)),
            label,
          ),
        );
      },
      undo: () => step(undone(get().hand)),
      redo: () => step(redone(get().hand)),
      renameClass: (label, name) => keep(renamed(get().hand, label, name)),
      addClass: () => keep(withClass(get().hand)),
      removeLastClass: () => keep(withoutLastClass(get().hand)),
    };
  });
}

function failureOf(error: unknown): string {
  return error instanceof StorageFullError
    ? error.message
    : `Your labels could not be saved: ${sentenceOf(error)}`;
}
