/** How much one galaxy interests a person. */
export interface Rating {
  /** The catalogue's id, so that it applies in any catalogue that has the galaxy. */
  galaxyId: string;
  /** 0 (none) … 5 (much); halves are allowed */
  score: number;
}

/** Ways a search begins before there are ratings to learn from, in the order of a form; form, files and stores read this table. */
export const searchStarts = {
  random: { label: 'Random galaxies', meaning: 'Ten are drawn at random, then the model asks.' },
  examples: {
    label: 'Galaxies you choose',
    meaning: 'Each of them counts as a rating of 5, and the model asks from the first card on.',
  },
  votes: {
    label: 'Galaxy Zoo’s votes',
    meaning: 'Galaxies with many or few votes for one answer, or that surprise a clustering, come first.',
  },
  isolationForest: {
    label: 'Unusual galaxies (isolation forest)',
    meaning:
      'Galaxies that are easily separated from the rest come first: unusual, but not yet what interests you.',
  },
  localOutlierFactor: {
    label: 'Unusual galaxies (local outlier factor)',
    meaning:
      'Galaxies with fewer others around them than their neighbours have come first: unusual, but not yet what interests you.',
  },
};

/** How a search begins before there are ratings to learn from. */
export type SearchStart = keyof typeof searchStarts;

/** All starts, in the order of the form. A saved search that names another counts as damaged. */
export const searchStartNames = Object.keys(searchStarts) as SearchStart[];

/** One thing a person looks for in a catalogue: "rings", "mergers", "just odd". */
export interface InterestSearch {
  /** Unique, never changes; made when the search is begun */
  key: string;
  /** Catalogue it belongs to: name and a fingerprint of its ids */
  catalogue: string;
  name: string;
  /** Seed of everything random in it; never changes: the same ratings in the same order give the same ranking. */
  seed: number;
  start: SearchStart;
  /** In the order in which they were given; each galaxy once: rating it again replaces the score and keeps its place */
  ratings: readonly Rating[];
  /** Galaxies the person did not want to rate; they are not asked about again */
  skipped: readonly string[];
  /** Milliseconds since 1970 of the last change */
  changedMs: number;
}

/** Highest score; the lowest is 0. */
export const highestScore = 5;

/** Whether a number can be a score. */
export function isScore(score: number): boolean {
  return score >= 0 && score <= highestScore;
}
