import { describe, expect, it } from 'vitest';
import {
  clusterName,
  clustersOf,
  freshEdits,
  hiddenCluster,
  mergedClusters,
  namedCluster,
  splitCluster,
} from '../../../src/data/runs/clusterEdits.ts';
import { packResults, unpackResults } from '../../../src/data/runs/clusterFile.ts';
import { toldGalaxies } from '../../../src/features/clusters/shown/shownClustering.ts';

describe('what a person makes of clusters', () => {
  it('merges, keeps a name, and parts again', () => {
    const named = namedCluster(freshEdits(4), 3, ' edge-on ');
    const merged = mergedClusters(named, 3, 1);
    expect(clustersOf(merged)).toEqual([0, 1, 2]);
    expect(clusterName(merged, 1)).toBe('edge-on');
    const both = mergedClusters(merged, 0, 1);
    expect(both.groups).toEqual([0, 0, 2, 0]);
    expect(clustersOf(splitCluster(both, 0))).toEqual([0, 1, 2, 3]);
    expect(hiddenCluster(hiddenCluster(both, 2, true), 2, false).hidden).toEqual([]);
    expect(clusterName(namedCluster(named, 3, ''), 3)).toBe('Cluster 4');
  });
});

const results = {
  ids: ['b', 'gone', 'a'],
  codes: Float32Array.of(1, 2, 3, 4, 5, 6),
  responsibilities: Float32Array.of(0.5, 0.2, 0.3, 1, 0, 0, 0.1, 0.4, 0.5),
  surprise: Float32Array.of(-12_000, 5, 300_000),
  errors: Float32Array.of(0.001, 0.002, 0.003),
  nuisances: Float32Array.from({ length: 18 }, (_, at) => (at % 6 === 4 ? 250_000 : at / 8)),
};
const mixture = {
  logWeights: new Float64Array(3).fill(Math.log(1 / 3)),
  means: Float64Array.of(0, 0, 1, 1, 2, 0),
  logVariances: new Float64Array(6),
};

describe('what a clustering says of a catalogue', () => {
  it('is by row, with the probabilities of merged components added up', () => {
    const rows = new Map([
      ['a', 4],
      ['b', 7],
    ]);
    const edits = mergedClusters(freshEdits(3), 1, 2);
    const told = toldGalaxies(results, mixture, edits, id => rows.get(id));
    expect([...told.rows]).toEqual([4, 7]);
    expect([...told.places]).toEqual([2, 0]);
    expect(told.probabilities[0]).toBeCloseTo(0.9, 6);
    expect(told.clusters[0]).toBe(1);
    expect(told.seconds[0]).toBe(0);
    expect(told.probabilities[1]).toBeCloseTo(0.5, 6);
    const alone = toldGalaxies(results, mixture, freshEdits(3), id => rows.get(id));
    expect([...alone.clusters]).toEqual([2, 0]);
    expect([...alone.seconds]).toEqual([1, 2]);
  });

  it('comes back from 16 bits', () => {
    const shape = { inputs: 4, encodesPixels: false, sidePx: 16, latents: 2, components: 3 };
    const packed = packResults(results) as Uint8Array<ArrayBuffer>;
    const back = unpackResults(packed, shape, results.ids);
    for (const name of ['codes', 'responsibilities', 'surprise', 'errors', 'nuisances'] as const) {
      for (const [at, value] of results[name].entries())
        expect(Math.abs(back[name][at] - value)).toBeLessThanOrEqual(1e-3 * Math.abs(value) + 1e-7);
    }
    expect(() => unpackResults(packed, shape, ['a'])).toThrow(/need 13 numbers of 1 galaxies; got 39/);
  });
});
