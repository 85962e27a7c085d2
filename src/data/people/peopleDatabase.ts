import type { DBSchema } from 'idb';
import { databaseOpener } from '../bytes/databaseOpener.ts';
import { createDatabaseWriter } from '../bytes/databaseWriter.ts';
import { createOtherTabs } from '../bytes/otherTabs.ts';
import { createPersistenceRequest } from '../bytes/persistentStorage.ts';
import { listed } from '../bytes/setAside.ts';
import { byTime, type PeopleShelf, peopleKept } from './peopleShelf.ts';
import type { KeptChoices, Person } from './person.ts';
import { isWholeChoice, isWholePerson } from './wholePerson.ts';

interface Tables extends DBSchema {
  people: { key: string; value: Person };
  choices: { key: string; value: KeptChoices };
}

const databaseName = 'morphospace-people';
const databaseVersion = 1; // rises with the layout of the tables

/**
 * People in IndexedDB, one record each: two tabs that add different people do not overwrite each other, and a rename changes
 * the record as it is stored.
 */
export function createPeopleDatabase(name: string = databaseName): PeopleShelf {
  const askToKeep = createPersistenceRequest();
  const otherTabs = createOtherTabs(name);
  const open = databaseOpener<Tables>(name, databaseVersion, 'these people', database => {
    database.createObjectStore('people', { keyPath: 'key' });
    database.createObjectStore('choices', { keyPath: 'question' });
  });
  const writer = createDatabaseWriter(open, peopleKept, 'choices');

  return {
    async list(question) {
      const { items, setAside } = listed(await (await open()).getAll('people'), isWholePerson);
      return { items: items.filter(person => person.question === question).sort(byTime), setAside };
    },
    async choices(question) {
      const kept = await (await open()).get('choices', question);
      return isWholeChoice(kept) ? kept : undefined;
    },
    async put(people) {
      await writer.write(['people'], transaction =>
        Promise.all(people.map(person => transaction.objectStore('people').put(person))),
      );
      otherTabs.tell();
      askToKeep(); // it is the work of others, and their files may be gone
    },
    async rename(key, to) {
      await writer.readAndWrite(['people'], async transaction => {
        const person = await transaction.objectStore('people').get(key);
        if (person) await transaction.objectStore('people').put({ ...person, name: to });
      });
      otherTabs.tell();
    },
    async remove(key) {
      await writer.write(['people'], transaction => transaction.objectStore('people').delete(key));
      otherTabs.tell();
    },
    async putChoices(choices) {
      await writer.write(['choices'], transaction => transaction.objectStore('choices').put(choices));
      otherTabs.tell();
    },
    watch: otherTabs.watch,
  };
}
