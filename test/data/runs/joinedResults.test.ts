import { expect, it } from 'vitest';
import type { ClusterResults } from '../../../src/contracts/clustering/clusters.ts';
import { joinedResults } from '../../../src/data/runs/joinedResults.ts';

/** Two latents, three components, one nuisance a galaxy; every number says whose it is. */
function resultsOf(ids: string[], learnt?: number): ClusterResults {
  const numbers = (each: number, kind: number) =>
    Float32Array.from({ length: each * ids.length }, (_, at) => Number(ids[Math.floor(at / each)]) + kind);
  return {
    ...{ ids, learnt, codes: numbers(2, 0.1), responsibilities: numbers(3, 0.2), surprise: numbers(1, 0.3) },
    ...{ errors: numbers(1, 0.4), nuisances: numbers(1, 0.5) },
  };
}

it('keeps every galaxy with its own numbers, those that were learnt first', () => {
  expect(joinedResults(resultsOf(['1', '2', '3'], 2), resultsOf(['4', '5'], 0))).toEqual(
    resultsOf(['1', '2', '3', '4', '5'], 2),
  );
  expect(joinedResults(resultsOf(['1', '2']), resultsOf(['7'], 0)).learnt).toBe(2);
});
