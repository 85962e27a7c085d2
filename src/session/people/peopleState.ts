import type { StoreApi } from 'zustand/vanilla';
import type { ConsensusChoices, Verdict, VerdictKind } from '../../contracts/people.ts';
import type { Consensus } from '../../data/people/consensus.ts';
import type { PeopleShelf } from '../../data/people/peopleShelf.ts';
import type { Person } from '../../data/people/person.ts';
import type { VerdictTable } from '../../data/people/verdictTable.ts';
import type { Later } from '../pendingDeletions.ts';
import type { Session } from '../session.ts';

/** Somebody to be put beside the others. */
export type AddedPerson = Pick<Person, 'name' | 'file' | 'verdicts'>;

/** What other people and the person of this browser say of the galaxies of the open catalogue, asked the same. */
export interface PeopleState {
  kind: VerdictKind;
  /** What they are asked: the key of a search or of labels given by hand; null while there is none */
  question: string | null;
  /** The other people, the first added first. */
  others: readonly Person[];
  /** What the person of this browser says, by galaxy id. */
  own: ReadonlyMap<string, Verdict>;
  choices: ConsensusChoices;
  /** Everybody's verdicts, one's own first where there are any; null while there is no question or no catalogue. */
  table: VerdictTable | null;
  /** What they say together; null as `table`. */
  consensus: Consensus | null;
  /** Takes up the people kept of a question. */
  open(question: string | null): Promise<void>;
  /** Takes over what the person of this browser says now. */
  judge(own: ReadonlyMap<string, Verdict>): void;
  /** Adds people; one who bears the name of another takes that one's place. Saved at once. @returns takes it back */
  add(added: readonly AddedPerson[]): () => void;
  /** Gives a person, or under `ownKey` oneself, another name: nobody else's. */
  rename(key: string, name: string): void;
  /** Takes a person out; for ten seconds a notice offers to undo it. */
  remove(key: string): void;
  choose(fields: Partial<ConsensusChoices>): void;
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
