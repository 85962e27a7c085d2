import type { ConsensusChoices, Verdict, VerdictKind } from '../../contracts/people.ts';

/** Somebody else's verdicts on the galaxies of a catalogue, taken from a file. */
export interface Person {
  /** Unique, never changes; made when the person is added */
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

/** How the consensus of a question is to be made. */
export interface KeptChoices extends ConsensusChoices {
  question: string;
}

/** Key of the person of this browser in lists of people. */
export const ownKey = 'you';

/** Their name until they choose another. */
export const usualOwnName = 'you';
