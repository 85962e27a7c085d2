import { expect, it } from 'vitest';
import { explainClusters } from '../../../src/maths/clustering/explainedBy.ts';
import { quantileBins } from '../../../src/maths/clustering/explanation.ts';
import { nuisanceColumns, nuisanceCount, nuisancesOf } from '../../../src/maths/clustering/nuisances.ts';
import { finishedSteps } from '../../../src/maths/finishedSteps.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

it('names the column and the word that a cluster is about', () => {
  const random = createRandom(5);
  const clusters = Int32Array.from({ length: 600 }, (_, i) => i % 3);
  const about = Int32Array.from(clusters, cluster => (cluster === 2 ? 1 : 0)); // cluster 2 against the rest
  const noise = Int32Array.from({ length: 600 }, () => random.integer(4));
  const columns = [
    { name: 'noise', label: 'noise', words: ['a', 'b', 'c', 'd'], codes: noise },
    { name: 'about', label: 'a companion', words: ['has none', 'has one'], codes: about },
  ];
  const { whole, byCluster } = finishedSteps(explainClusters(clusters, columns, createRandom(1)));
  expect(whole[0].name).toBe('about');
  expect(whole[1].telling).toBe(false);
  const [strongest] = byCluster.get(2)!;
  expect(strongest).toMatchObject({ name: 'about', telling: true });
  expect(strongest.agreement).toBeCloseTo(1, 9);
  expect(strongest.most).toMatchObject({ word: 'has one', within: 1 });
  expect(strongest.most!.overall).toBeCloseTo(1 / 3, 9);
});

it('sees a companion, where it stands, and along what a galaxy lies', () => {
  const sidePx = 64;
  const draw = (companion: boolean) =>
    Float32Array.from({ length: sidePx ** 2 }, (_, pixel) => {
      const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
      const blob = (x0: number, y0: number, a: number, b: number) =>
        Math.exp(-(((x - x0) / a) ** 2 + ((y - y0) / b) ** 2) / 2);
      return 200 * blob(31.5, 31.5, 8, 3) + (companion ? 120 * blob(52, 12, 2.5, 2.5) : 0);
    });
  const values = [...nuisancesOf(draw(true), sidePx), ...nuisancesOf(draw(false), sidePx)];
  expect(values).toHaveLength(2 * nuisanceCount);
  const words = Object.fromEntries(
    nuisanceColumns(values, column => quantileBins(column)).map(({ name, words: all, codes }) => [
      name,
      Array.from(codes, code => all[code] ?? null),
    ]),
  );
  expect(words.companion).toEqual(['has one', 'has none']);
  expect(words['companion quadrant']).toEqual(['above right', null]);
  expect(words['companion and place']).toEqual(['above right', 'has none']);
  expect(words.orientation).toEqual(['along 0°', 'along 0°']);
});
