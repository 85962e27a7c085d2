import type { JointMethod } from '../maths/agreement/jointVerdict.ts';
import type { JudgedKappa } from '../maths/agreement/kappaIntervals.ts';

/** What people say of galaxies: how much they interest them, 0 to 5, or which class they are of. */
export type VerdictKind = 'ratings' | 'labels';

/** A score of 0 to 5, or the name of a class. */
export type Verdict = number | string;

/** How a consensus is made. */
export interface ConsensusChoices {
  method: JointMethod;
  /** Galaxies that fewer people judged have none; at least 1. */
  fewestPeople: number;
}

/** How far two people agree. */
export interface PairAgreement {
  first: string;
  second: string;
  /** Galaxies that both judged. */
  both: number;
  /** Weighted by the squared distance of ratings; of classes, every disagreement counts alike. */
  kappa: JudgedKappa;
  /** Of ratings: with every disagreement counted alike, as if the scores were names. */
  equalKappa: number | null;
}

/** How far all people agree. */
export interface GroupAgreement {
  pairs: PairAgreement[];
  /** Fleiss's κ, weighted as that of the pairs. */
  fleiss: JudgedKappa;
  equalFleiss: number | null;
}

/** One person's verdict, for reading. */
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
  /** Taken for verdicts by what the column holds, not by its name. */
  isGuess: boolean;
  /** By galaxy id, of the galaxies of this catalogue. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** A file of other people's verdicts joined to the open catalogue, to be looked at before anything is taken. */
export interface FoundPeople {
  file: string;
  /** Name of the search it was written from, where it says so. */
  search?: string;
  /** The column it was joined on. */
  column: string;
  /** Galaxies of the catalogue that have a row in it, and its rows. */
  matched: number;
  rowCount: number;
  /** The first matches: the file's cell, the galaxy's id, the verdicts there. */
  pairs: { cell: string; id: string; verdict: string }[];
  people: FoundPerson[];
  /** What was left out or unsure, a sentence each. */
  problems: string[];
}
