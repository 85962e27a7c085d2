import type { Kept } from '../bytes/databaseWriter.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { KeptChoices, Person } from './person.ts';

/** What a shelf of people keeps, for the sentence about a full disk. */
export const peopleKept: Kept = {
  what: 'What these people said',
  remedy: 'open their files again, or export all of it before you close the page',
};

/** Where other people's verdicts are kept between visits. */
export interface PeopleShelf {
  /** The people who answered a question, in the order in which they were added; damaged records of all questions are counted. */
  list(question: string): Promise<Listed<Person>>;
  choices(question: string): Promise<KeptChoices | undefined>;
  /** Adds people or replaces those of the same keys: all of them, or none if one cannot be saved. @throws StorageFullError */
  put(people: readonly Person[]): Promise<void>;
  /** Renames a person, if they are still there. */
  rename(key: string, name: string): Promise<void>;
  remove(key: string): Promise<void>;
  putChoices(choices: KeptChoices): Promise<void>;
  /** Calls `told` whenever another tab changed something here. @returns a function that stops this */
  watch(told: () => void): () => void;
}

/** People kept in memory, until the page is closed. */
export function createMemoryPeople(): PeopleShelf {
  const people = new Map<string, Person>();
  const choices = new Map<string, KeptChoices>();
  return {
    list: async question => ({
      items: [...people.values()].filter(person => person.question === question).sort(byTime),
      setAside: 0,
    }),
    choices: async question => choices.get(question),
    async put(added) {
      for (const person of added) people.set(person.key, person);
    },
    async rename(key, name) {
      const person = people.get(key);
      if (person) people.set(key, { ...person, name });
    },
    async remove(key) {
      people.delete(key);
    },
    async putChoices(chosen) {
      choices.set(chosen.question, chosen);
    },
    watch: () => () => undefined, // no other tab shares this memory
  };
}

/** The first added first. */
export function byTime(a: Person, b: Person): number {
  return a.addedMs - b.addedMs || (a.key < b.key ? -1 : 1);
}
