import type { ConsensusChoices, VerdictKind } from '../../contracts/people.ts';
import { majorityOf, meanOf, medianOf } from '../../maths/agreement/jointVerdict.ts';
import { type VerdictTable, verdictCounts } from './verdictTable.ts';

/** The consensus of several people on the galaxies of a `VerdictTable`. */
export interface Consensus {
  /** (m) the joint score, or index of the class; NaN where there is none */
  values: Float64Array;
  /** (m) people who judged each galaxy */
  judges: Uint16Array;
  /** Galaxies that have a consensus. */
  count: number;
  /** Galaxies that enough people judged, but without a consensus because several answers are given equally often. */
  ties: number;
  /** Galaxies that too few people judged. */
  tooFew: number;
}

/** The default: the median of ratings, or the class that most people gave, of at least two people. */
export function usualChoices(kind: VerdictKind): ConsensusChoices {
  return { method: kind === 'ratings' ? 'median' : 'majority', fewestPeople: 2 };
}

/** The consensus on each galaxy. Classes have no order, so for labels it is always the majority. */
export function consensusOf(table: VerdictTable, { method, fewestPeople }: ConsensusChoices): Consensus {
  const { people, rows, classes, scale, scores } = table;
  const m = rows.length;
  const counts = verdictCounts(table);
  const values = new Float64Array(m).fill(Number.NaN);
  const judges = new Uint16Array(m);
  let count = 0;
  let ties = 0;
  let tooFew = 0;
  for (let i = 0; i < m; i++) {
    const own = counts.subarray(i * classes.length, (i + 1) * classes.length);
    judges[i] = own.reduce((sum, each) => sum + each, 0);
    if (judges[i] < fewestPeople) {
      tooFew++;
      continue;
    }
    if (scores && method !== 'majority') {
      const given = people.map((_, p) => scores[p * m + i]).filter(score => !Number.isNaN(score));
      values[i] = method === 'median' ? medianOf(given) : meanOf(given);
    } else {
      const code = majorityOf(own);
      if (code >= 0) values[i] = scores ? scale[code] : code;
    }
    if (Number.isNaN(values[i])) ties++;
    else count++;
  }
  return { values, judges, count, ties, tooFew };
}
