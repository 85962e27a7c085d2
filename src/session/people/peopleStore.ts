import { createStore } from 'zustand/vanilla';
import { setAsideSentence } from '../../data/bytes/setAside.ts';
import { reasonOf } from '../../data/bytes/unreadable.ts';
import { consensusOf, usualChoices } from '../../data/people/consensus.ts';
import { ownKey, usualOwnName } from '../../data/people/person.ts';
import { verdictTable } from '../../data/people/verdictTable.ts';
import { createPendingDeletions } from '../pendingDeletions.ts';
import { createPeopleActions } from './peopleActions.ts';
import type { PeopleParts, PeopleState, PeopleStore } from './peopleState.ts';
import { createPeopleWriter } from './peopleWriter.ts';
import { createPlacing } from './placing.ts';
import { publishPeople } from './publishPeople.ts';

/**
 * Other people's verdicts beside one's own. Where there are others, everybody's verdicts, the consensus and the agreement are
 * columns of the session.
 */
export function createPeopleStore(parts: PeopleParts): PeopleStore {
  const { kind, session, shelf } = parts;
  const { catalogue, columns, notices, preferences } = session;
  const writer = createPeopleWriter(shelf, notices);
  const deletions = createPendingDeletions(parts.later);

  const place = createPlacing(catalogue);

  return createStore<PeopleState>((set, get) => {
    const ownName = () => preferences.getState().personName ?? usualOwnName;

    /** Computes the consensus anew and publishes it. */
    function refresh(): void {
      const { question, others, own, choices } = get();
      const { catalogue: opened } = catalogue.getState();
      if (question === null || !opened) {
        set({ table: null, consensus: null });
        publishPeople(columns, kind, null);
        return;
      }
      const everybody = [{ key: ownKey, name: ownName(), verdicts: own }, ...others];
      const judges = everybody.map(({ key, name, verdicts }) => ({
        key,
        name,
        placed: place(verdicts),
      }));
      const table = verdictTable(kind, judges);
      const consensus = consensusOf(table, choices);
      set({ table, consensus });
      const { rowCount } = opened;
      publishPeople(columns, kind, others.length > 0 ? { table, consensus, choices, rowCount } : null);
    }

    async function read(question: string): Promise<void> {
      const before = writer.idle();
      await before;
      try {
        const [{ items, setAside }, kept] = await Promise.all([
          shelf.list(question),
          shelf.choices(question),
        ]);
        if (get().question !== question) return; // another was opened meanwhile
        if (writer.idle() !== before) return read(question); // changed meanwhile: what was read may be out of date
        if (setAside > 0) notices.getState().complain(setAsideSentence(setAside, 'person', 'people'));
        const visiting = writer.unsaved(question);
        const visitors = new Set(visiting.map(({ key }) => key));
        const others = [...items.filter(({ key }) => !visitors.has(key)), ...visiting];
        const { method, fewestPeople } = kept ?? get().choices;
        set({
          others: others.filter(({ key }) => !deletions.has(key)),
          choices: { method, fewestPeople },
        });
        refresh();
      } catch (error) {
        notices.getState().complain(`People of earlier visits could not be read: ${reasonOf(error)}.`);
      }
    }

    shelf.watch(() => {
      const { question } = get();
      if (question !== null) void read(question);
    });
    catalogue.subscribe((now, before) => {
      if (now.catalogue !== before.catalogue) refresh();
    });
    preferences.subscribe((now, before) => {
      if (now.personName !== before.personName) refresh();
    });

    return {
      kind,
      question: null,
      others: [],
      own: new Map(),
      choices: usualChoices(kind),
      table: null,
      consensus: null,
      hasUnsaved: writer.hasUnsaved,
      async open(question) {
        if (question === get().question) return;
        set({ question, others: [], choices: usualChoices(kind) });
        refresh();
        if (question !== null) await read(question);
      },
      judge(own) {
        set({ own });
        refresh();
      },
      ...createPeopleActions({ ...parts, writer, deletions, get, set, ownName, refresh }),
    };
  });
}
