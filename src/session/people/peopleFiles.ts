import type { FoundPeople, FoundPerson } from '../../contracts/people.ts';
import { ownKey, usualOwnName } from '../../data/people/person.ts';
import { sentenceOf } from '../notices.ts';
import type { Session } from '../session.ts';
import type { AddedPerson, PeopleStore } from './peopleState.ts';

/** Other people's files that were read but not added yet. */
export interface ReadFiles {
  /** Handle of the catalogue they were joined to. */
  handle: number;
  found: FoundPeople[];
}

/** Reads other people's files, one after another; a notice names those that cannot be read, and the others are returned. */
export async function readPeopleFiles(
  files: readonly File[],
  { catalogue, notices }: Pick<Session, 'catalogue' | 'notices'>,
  store: PeopleStore,
): Promise<ReadFiles | null> {
  const { catalogue: opened } = catalogue.getState();
  if (!opened) return null;
  const found: FoundPeople[] = [];
  for (const file of files) {
    try {
      const { readPeople } = await import('../../data/people/readPeople.ts');
      found.push(await readPeople(file, store.getState().kind, [...opened.ids]));
    } catch (error) {
      notices.getState().complain(`Nothing was taken from ${file.name}. ${sentenceOf(error)}`);
    }
  }
  return found.length > 0 ? { handle: opened.handle, found } : null;
}

/** Adds people who were found in files, with a notice. */
export function takePeople(
  people: readonly AddedPerson[],
  { handle }: ReadFiles,
  { catalogue, notices }: Pick<Session, 'catalogue' | 'notices'>,
  store: PeopleStore,
): void {
  if (catalogue.getState().catalogue?.handle !== handle) {
    notices.getState().complain('Another catalogue was opened meanwhile: open the people’s files again.');
    return;
  }
  const undo = store.getState().add(people);
  const names = people.length === 1 ? people[0].name : `${people.length} people`;
  notices.getState().say(`${names} ${people.length === 1 ? 'was' : 'were'} added.`, { undo });
}

/** Key of a known person with exactly the same verdicts; undefined where there is none. */
export function sameAs({ verdicts }: FoundPerson, store: PeopleStore): string | undefined {
  const { others, table } = store.getState();
  const isSame = (given: ReadonlyMap<string, unknown>) =>
    given.size === verdicts.size && [...verdicts].every(([id, verdict]) => given.get(id) === verdict);
  const other = others.find(person => isSame(person.verdicts));
  if (other) return other.key;
  const own = store.getState().own;
  return table && own.size > 0 && isSame(own) ? ownKey : undefined;
}

/** Everybody's verdicts, the consensus and the agreement as a file. */
export async function peopleFile(
  store: PeopleStore,
  { catalogue }: Pick<Session, 'catalogue'>,
  question: string,
): Promise<{ name: string; text: string }> {
  const { table, consensus, choices, kind } = store.getState();
  const { catalogue: opened } = catalogue.getState();
  if (!table || !consensus || !opened || table.people.length === 0) {
    throw new Error(`There are no ${kind} to export yet.`);
  }
  const { writePeopleCsv } = await import('../../data/people/peopleCsv.ts');
  const safe = question.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || kind;
  const [first, second] = table.people;
  const whose = second || first.name === usualOwnName ? '' : ` ${first.name}`;
  return {
    name: `${kind} ${safe}${whose}.csv`,
    text: writePeopleCsv(table, consensus, opened.ids, { question, choices }),
  };
}
