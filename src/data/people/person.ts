import type { ConsensusChoices, Verdict, VerdictKind } from '../../contracts/people.ts';

/** What somebody else said of the galaxies of a catalogue, taken from a file of theirs. */
export interface Person {
  /** Unique and lasting; made when the file is opened */
  key: string;
  /** What they were asked: the key of a search, or that of a catalogue whose galaxies are labelled by hand */
  question: string;
  kind: VerdictKind;
  name: string;
  /** The file it came from. */
  file: string;
  /** By galaxy id. */
  verdicts: ReadonlyMap<string, Verdict>;
  /** Milliseconds since 1970 */
  addedMs: number;
}

/** The consensus that is wanted of a question. */
export interface KeptChoices extends ConsensusChoices {
  question: string;
}

/** Key that the person of this browser has among the others. */
export const ownKey = 'you';

/** What they are called until they say otherwise. */
export const usualOwnName = 'you';
