import type { JointMethod } from '../maths/agreement/jointVerdict.ts';
import type { JudgedKappa } from '../maths/agreement/kappaIntervals.ts';

/** The kind of people's verdicts on galaxies: how much each interests them, 0 to 5, or its class. */
export type VerdictKind = 'ratings' | 'labels';

/** A score of 0 to 5, or the name of a class. */
export type Verdict = number | string;

/** How a consensus is made. */
export interface ConsensusChoices {
  method: JointMethod;
  /** Galaxies that fewer people judged have no consensus; at least 1. */
  fewestPeople: number;
}

/** How far two people agree. */
export interface PairAgreement {
  first: string;
  second: string;
  /** Galaxies that both judged. */
  both: number;
  /** Weighted by the squared difference of ratings; for classes every disagreement counts alike. */
  kappa: JudgedKappa;
  /** For ratings: with every disagreement counted alike, as if the scores were names; null for labels. */
  equalKappa: number | null;
}

/** How far all people agree. */
export interface GroupAgreement {
  pairs: PairAgreement[];
  /** Fleiss's κ, weighted like that of the pairs. */
  fleiss: JudgedKappa;
  equalFleiss: number | null;
}

/** One person's verdict as text. */
interface SpokenVerdict {
  person: string;
  /** "4.5", "ring" */
  verdict: string;
}

/** A galaxy that people judged differently. */
export interface DisputedGalaxy {
  /** Catalogue row. */
  row: number;
  id: string;
  verdicts: SpokenVerdict[];
}

/** One person found in a file. */
export interface FoundPerson {
  name: string;
  column: string;
  /** True for a column recognised by its contents, not by its name. */
  isGuess: boolean;
  /** By galaxy id; only galaxies of the open catalogue. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** A file of other people's verdicts joined to the open catalogue, which a person checks before people are added. */
export interface FoundPeople {
  file: string;
  /** Name of the search it was exported from, where the file states it. */
  search?: string;
  /** The column it was joined on. */
  column: string;
  /** Galaxies of the catalogue that have a row in the file, and the file's rows. */
  matched: number;
  rowCount: number;
  /** The first matches: the file's cell, the galaxy's id, the verdicts there. */
  pairs: { cell: string; id: string; verdict: string }[];
  people: FoundPerson[];
  /** What was left out or is uncertain, in sentences. */
  problems: string[];
}
