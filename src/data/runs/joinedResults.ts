import type { ClusterResults } from '../../contracts/clustering/clusters.ts';

/**
 * What a clustering says of some galaxies, and behind them of others; those it learnt from stay the first.
 *
 * @param others none of which is among the first, nor learnt from
 */
export function joinedResults(first: ClusterResults, others: ClusterResults): ClusterResults {
  const { learnt = first.ids.length } = first;
  const join = (a: Float32Array, b: Float32Array) => {
    const all = new Float32Array(a.length + b.length);
    all.set(a);
    all.set(b, a.length);
    return all;
  };
  return {
    learnt,
    ids: [...first.ids, ...others.ids],
    codes: join(first.codes, others.codes),
    responsibilities: join(first.responsibilities, others.responsibilities),
    surprise: join(first.surprise, others.surprise),
    errors: join(first.errors, others.errors),
    nuisances: join(first.nuisances, others.nuisances),
  };
}
