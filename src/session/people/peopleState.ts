import type { StoreApi } from 'zustand/vanilla';
import type { ConsensusChoices, Verdict, VerdictKind } from '../../contracts/people.ts';
import type { Consensus } from '../../data/people/consensus.ts';
import type { PeopleShelf } from '../../data/people/peopleShelf.ts';
import type { Person } from '../../data/people/person.ts';
import type { VerdictTable } from '../../data/people/verdictTable.ts';
import type { Later } from '../pendingDeletions.ts';
import type { Session } from '../session.ts';

/** A person to be added. */
export type AddedPerson = Pick<Person, 'name' | 'file' | 'verdicts'>;

/** Answers of other people and of the person of this browser to one question about the galaxies of the open catalogue. */
export interface PeopleState {
  kind: VerdictKind;
  /** What they are asked: the key of a search or of labels given by hand; null while there is none */
  question: string | null;
  /** The other people, the first added first. */
  others: readonly Person[];
  /** Verdicts of the person of this browser, by galaxy id. */
  own: ReadonlyMap<string, Verdict>;
  choices: ConsensusChoices;
  /** Everybody's verdicts, one's own first where there are any; null while there is no question or no catalogue. */
  table: VerdictTable | null;
  /** Their consensus; null whenever `table` is. */
  consensus: Consensus | null;
  /** Opens a question and reads the people saved for it. */
  open(question: string | null): Promise<void>;
  /** Takes over the present verdicts of the person of this browser. */
  judge(own: ReadonlyMap<string, Verdict>): void;
  /** Adds people; a person with the name of another replaces that one. Saved at once. @returns a function that undoes it */
  add(added: readonly AddedPerson[]): () => void;
  /** Renames a person, or the person of this browser under `ownKey`; a name that is taken gets a number. */
  rename(key: string, name: string): void;
  /** Removes a person; for ten seconds a notice offers to undo it. */
  remove(key: string): void;
  choose(fields: Partial<ConsensusChoices>): void;
  /** Whether verdicts of other people are not on the disk, of whichever question. */
  hasUnsaved(): boolean;
}

/** Holds what several people say of the same galaxies. */
export type PeopleStore = StoreApi<PeopleState>;

/** What a store of people needs. */
export interface PeopleParts {
  kind: VerdictKind;
  session: Pick<Session, 'catalogue' | 'columns' | 'notices' | 'preferences'>;
  shelf: PeopleShelf;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no person has yet, on any machine. */
  newKey(): string;
  /** Default setTimeout. */
  later?: Later;
}
