import type { ConsensusChoices } from '../../contracts/people.ts';
import { StorageFullError } from '../../data/bytes/databaseWriter.ts';
import { reasonOf } from '../../data/bytes/unreadable.ts';
import type { PeopleShelf } from '../../data/people/peopleShelf.ts';
import type { Person } from '../../data/people/person.ts';
import type { NoticesStore } from '../notices.ts';

/** Writes people to the shelf, one change after another; what cannot be written gives a notice and lasts for this visit. */
export interface PeopleWriter {
  put(people: readonly Person[]): void;
  rename(key: string, name: string): void;
  remove(key: string): void;
  choose(question: string, choices: ConsensusChoices): void;
  /** Resolves once all changes so far are written or have failed. A different promise after each change. */
  idle(): Promise<void>;
  /** People of a question who are not saved yet. */
  unsaved(question: string): Person[];
  /** Whether anybody is not saved yet. */
  hasUnsaved(): boolean;
}

/** Writes to a shelf. */
export function createPeopleWriter(shelf: PeopleShelf, notices: NoticesStore): PeopleWriter {
  const unsaved = new Map<string, Person>();
  let writes: Promise<void> = Promise.resolve();

  /** @param remedy what to do if it fails, as the end of a sentence @returns whether it was written */
  function write(change: () => Promise<void>, remedy: string): Promise<boolean> {
    const written = writes.then(change).then(
      () => true,
      (error: unknown) => {
        const told =
          error instanceof StorageFullError
            ? error.message
            : `What these people said could not be saved (${reasonOf(error)}): ${remedy}.`;
        notices.getState().complain(told);
        return false;
      },
    );
    writes = written.then(() => undefined);
    return written;
  }

  return {
    put(people) {
      for (const person of people) unsaved.set(person.key, person);
      void write(() => shelf.put(people), 'export it before you close the page').then(isSaved => {
        for (const person of isSaved ? people : []) {
          if (unsaved.get(person.key) === person) unsaved.delete(person.key);
        }
      });
    },
    rename(key, name) {
      const person = unsaved.get(key);
      if (person) unsaved.set(key, { ...person, name });
      void write(() => shelf.rename(key, name), 'rename them again');
    },
    remove(key) {
      unsaved.delete(key);
      void write(() => shelf.remove(key), 'remove them again');
    },
    choose: (question, choices) =>
      void write(() => shelf.putChoices({ question, ...choices }), 'choose again'),
    idle: () => writes,
    hasUnsaved: () => unsaved.size > 0,
    unsaved: question => [...unsaved.values()].filter(person => person.question === question),
  };
}
