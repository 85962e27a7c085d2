import type { IdRows } from '../../contracts/ingest.ts';
import type { DisputedGalaxy, GroupAgreement, PairAgreement } from '../../contracts/people.ts';
import { cohenKappa } from '../../maths/agreement/cohenKappa.ts';
import { disagreementWeights } from '../../maths/agreement/disagreementWeights.ts';
import { fleissKappa, galaxyAgreement } from '../../maths/agreement/fleissKappa.ts';
import { cohenKappaSteps, fleissKappaSteps } from '../../maths/agreement/kappaIntervals.ts';
import { confusionMatrix } from '../../maths/statistics/confusion.ts';
import { highestScore } from '../searches/interestSearch.ts';
import { type VerdictTable, verdictCounts } from './verdictTable.ts';

const mainWeights = { ratings: 'quadratic', labels: 'equal' } as const;

/**
 * How far people agree, in steps of one resample of the intervals, so that the page stays responsive between them.
 *
 * @param seed of the intervals
 */
export function* agreementSteps(table: VerdictTable, seed: number): Generator<void, GroupAgreement> {
  const { kind, people, classes, scale } = table;
  const main = disagreementWeights(scale, mainWeights[kind]);
  const equal = disagreementWeights(scale, 'equal');
  const pairs: PairAgreement[] = [];
  for (let p = 0; p < people.length; p++) {
    for (let q = p + 1; q < people.length; q++) {
      const { first, second } = sharedCodes(table, p, q);
      pairs.push({
        first: people[p].name,
        second: people[q].name,
        both: first.length,
        kappa: yield* cohenKappaSteps(first, second, main, seed),
        equalKappa:
          kind === 'ratings' ? cohenKappa(confusionMatrix(first, second, classes.length), equal) : null,
      });
    }
  }
  const counts = verdictCounts(table);
  const fleiss = yield* fleissKappaSteps(galaxyAgreement(counts, main), main, seed);
  const equalFleiss = kind === 'ratings' ? fleissKappa(galaxyAgreement(counts, equal), equal) : null;
  return { pairs, fleiss, equalFleiss };
}

/** Codes of the galaxies that two people both judged. */
function sharedCodes(
  { rows, codes }: VerdictTable,
  p: number,
  q: number,
): Record<'first' | 'second', number[]> {
  const first: number[] = [];
  const second: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const [one, other] = [codes[p * rows.length + i], codes[q * rows.length + i]];
    if (one < 0 || other < 0) continue;
    first.push(one);
    second.push(other);
  }
  return { first, second };
}

/**
 * How far people agree on each galaxy: 1 where all say the same. For labels it is the share of pairs of people who agree; for
 * ratings it is 1 minus the mean squared difference of pairs, divided by the squared difference of 0 and 5.
 *
 * @returns (m) 0–1; NaN where fewer than two people judged it
 */
export function galaxyAgreements(table: VerdictTable): Float64Array {
  const { kind, scale } = table;
  const worst = kind === 'ratings' ? highestScore ** 2 : 1;
  const { disagreement } = galaxyAgreement(
    verdictCounts(table),
    disagreementWeights(scale, mainWeights[kind]),
  );
  return disagreement.map(each => 1 - each / worst);
}

/** Galaxies on which people differ, the most disputed first; of equal ones, those that more people judged come first. */
export function disputedGalaxies(table: VerdictTable, ids: IdRows): DisputedGalaxy[] {
  const agreements = galaxyAgreements(table);
  const counts = verdictCounts(table);
  const k = table.classes.length;
  const judges = (i: number) => counts.subarray(i * k, (i + 1) * k).reduce((sum, each) => sum + each, 0);
  return [...agreements.keys()]
    .filter(i => agreements[i] < 1)
    .sort((a, b) => agreements[a] - agreements[b] || judges(b) - judges(a) || a - b)
    .map(i => ({ row: table.rows[i], id: ids.at(table.rows[i])!, verdicts: spokenVerdicts(table, i) }));
}

function spokenVerdicts(
  { people, rows, codes, scores, classes }: VerdictTable,
  i: number,
): DisputedGalaxy['verdicts'] {
  return people.flatMap(({ name }, p) => {
    const at = p * rows.length + i;
    if (codes[at] < 0) return [];
    return [{ person: name, verdict: scores ? String(scores[at]) : classes[codes[at]] }];
  });
}
