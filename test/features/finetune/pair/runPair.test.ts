import { describe, expect, it } from 'vitest';
import {
  pairCells,
  pairConfusion,
  pairRecalls,
  type RunPair,
  runPair,
} from '../../../../src/features/finetune/pair/runPair.ts';

/** A run that was tested on the last galaxies of a list, and says what `said` has. */
function runOf(galaxyIds: string[], labels: number[], tested: number, classes = ['spiral', 'smooth']) {
  const rows = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
  const first = galaxyIds.length - tested;
  return {
    task: { kind: 'classes' as const, classes: 2, labels: Uint8Array.from(labels) },
    head: { kind: 'classes' as const, classes },
    galaxyIds,
    split: { train: rows(0, first), validation: rows(0, 0), test: rows(first, galaxyIds.length), seed: 1 },
  };
}
const saying = (classes: number[]) => ({
  test: Float32Array.from(classes.flatMap(own => (own === 0 ? [2, -2] : [-2, 2]))),
});
const rowOf = (id: string) => (id === 'lost' ? undefined : Number(id.slice(1)));

describe('two runs', () => {
  it('are compared on what both were not shown, by name of class and id', () => {
    const first = runOf(['g0', 'g1', 'g2', 'lost'], [0, 0, 1, 1], 3);
    // Classes in the other order, and g2 among those it learnt from.
    const second = runOf(['g2', 'lost', 'g1'], [0, 0, 1], 2, ['smooth', 'spiral']);
    const found = runPair([first, second], [saying([1, 1, 1]), saying([0, 1])], rowOf) as RunPair;
    expect(found.ids).toEqual(['g1', 'lost']);
    expect([...found.rows]).toEqual([1, -1]);
    expect([...found.labels]).toEqual([0, 1]);
    expect(found.predicted.map(each => [...each])).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(pairCells(found)).toEqual({ both: [1], first: [], second: [0], neither: [] });
    expect([...pairConfusion(found, 0)]).toEqual([0, 1, 0, 1]);
    expect(pairRecalls(found).map(({ name, recall }) => [name, recall[0].value, recall[1].value])).toEqual([
      ['spiral', 0, 1],
      ['smooth', 1, 1],
    ]);
  });

  it('are not compared on galaxies about which one says nothing', () => {
    const run = runOf(['g0', 'g1', 'g2', 'g3'], [0, 0, 0, 1], 3);
    const silent = (at: number) => {
      const { test } = saying([1, 1, 1]);
      test.fill(Number.NaN, 2 * at, 2 * at + 2);
      return { test };
    };
    const found = runPair([run, run], [silent(0), silent(1)], rowOf) as RunPair;
    expect(found.ids).toEqual(['g3']);
    expect(pairCells(found)).toEqual({ both: [0], first: [], second: [], neither: [] });
    expect([...pairConfusion(found, 1)]).toEqual([0, 0, 0, 1]);
  });

  it('of other classes, other kinds or without a galaxy in common are refused in a sentence', () => {
    const run = runOf(['g0', 'g1'], [0, 1], 1);
    const other = runOf(['g0', 'g1'], [0, 1], 1, ['ring', 'none']);
    expect(runPair([run, other], [saying([0]), saying([0])], rowOf)).toContain('different classes');
    expect(runPair([run, runOf(['g1', 'g2'], [1, 1], 1)], [saying([0]), saying([0])], rowOf)).toContain(
      'train them with the same seed',
    );
    const amount = { ...run, task: { kind: 'number' as const, columns: 1, targets: new Float32Array(2) } };
    expect(runPair([run, amount], [saying([0]), saying([0])], rowOf)).toContain('tell classes apart');
  });
});
