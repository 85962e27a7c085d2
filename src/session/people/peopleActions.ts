import { ownKey, type Person, usualOwnName } from '../../data/people/person.ts';
import { freePersonName } from '../../data/people/personNames.ts';
import type { PendingDeletions } from '../pendingDeletions.ts';
import type { PeopleParts, PeopleState } from './peopleState.ts';
import type { PeopleWriter } from './peopleWriter.ts';

type PeopleActions = Pick<PeopleState, 'add' | 'rename' | 'remove' | 'choose'>;

interface PeopleActionsParts extends PeopleParts {
  writer: PeopleWriter;
  deletions: PendingDeletions;
  get(): PeopleState;
  set(fields: Partial<PeopleState>): void;
  ownName(): string;
  /** Computes the consensus anew and publishes it. */
  refresh(): void;
}

/** The actions on other people that a person can take. */
export function createPeopleActions(parts: PeopleActionsParts): PeopleActions {
  const { kind, session, writer, deletions, get, set, ownName, refresh, clock, newKey } = parts;
  const { notices, preferences } = session;

  function show(others: readonly Person[]): void {
    set({ others });
    refresh();
  }

  /** Replaces people of the same keys, adds the others at the end, and saves them all. */
  function keep(people: readonly Person[]): void {
    const { others } = get();
    const changed = new Map(people.map(person => [person.key, person]));
    const known = new Set(others.map(({ key }) => key));
    show([
      ...others.map(person => changed.get(person.key) ?? person),
      ...people.filter(({ key }) => !known.has(key)),
    ]);
    writer.put(people);
  }

  return {
    add(added) {
      const { question, others } = get();
      if (question === null) throw new Error('need a question that people answer; got none: open one first');
      const replaced: Person[] = [];
      const taken = [ownName(), ...others.map(({ name }) => name)];
      const nowMs = clock();
      const people = added.map(({ name, file, verdicts }, i): Person => {
        const same = others.find(each => isSameName(each.name, name));
        if (same && !replaced.includes(same)) {
          replaced.push(same);
          return { ...same, file, verdicts };
        }
        const free = freePersonName(name.trim() || file, taken);
        taken.push(free);
        return { key: newKey(), question, kind, name: free, file, verdicts, addedMs: nowMs + i / 1000 }; // their order outlives a reload
      });
      keep(people);
      return () => {
        const former = new Set(replaced.map(({ key }) => key));
        const fresh = people.map(({ key }) => key).filter(key => !former.has(key));
        show(get().others.filter(({ key }) => !fresh.includes(key)));
        for (const key of fresh) writer.remove(key);
        if (replaced.length === 0) return;
        if (get().question === question) keep(replaced);
        else writer.put(replaced);
      };
    },
    rename(key, name) {
      const { others } = get();
      const ofOthers = others.filter(each => each.key !== key).map(each => each.name);
      if (name.trim() === '') return;
      const free = freePersonName(name.trim(), key === ownKey ? ofOthers : [ownName(), ...ofOthers]);
      if (key === ownKey) {
        preferences.getState().change({ personName: free === usualOwnName ? null : free });
        return;
      }
      if (!others.some(each => each.key === key)) return;
      show(others.map(each => (each.key === key ? { ...each, name: free } : each)));
      writer.rename(key, free);
    },
    remove(key) {
      const { others, question } = get();
      const person = others.find(each => each.key === key);
      if (!person) return;
      deletions.add(key, () => writer.remove(key));
      show(others.filter(each => each !== person));
      notices.getState().say(`${person.name} was removed.`, {
        undo() {
          if (!deletions.restore(key) || get().question !== question) return;
          show([...get().others, person].sort((a, b) => a.addedMs - b.addedMs));
        },
      });
    },
    choose(fields) {
      const { question } = get();
      const choices = { ...get().choices, ...fields };
      set({ choices });
      refresh();
      if (question !== null) writer.choose(question, choices);
    },
  };
}

function isSameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
