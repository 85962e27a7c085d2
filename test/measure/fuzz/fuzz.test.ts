import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fuzzedReaders } from '../../../measure/fuzz/fuzzedReaders.ts';
import { fuzzReader } from '../../../measure/fuzz/fuzzReader.ts';
import { endingOf, mutationOf } from '../../../measure/fuzz/mutationEnding.ts';

const seed = 1;
const few = 60; // `npm run fuzz` reads 2,000 of each

/** Mutations that once ended wrong, by reader, as [seed, number]: they must not again. */
const regressions: Record<string, [seed: number, mutation: number][]> = {
  parquet: [
    [1, 42],
    [20261129, 15],
    [20261129, 135],
    [20261129, 628],
    [20261129, 1051],
    [20261129, 1594],
  ],
  png: [
    [1, 18],
    [1, 25],
    [1, 28],
  ],
};

describe.each(Object.entries(fuzzedReaders))('damaged files of %s', (name, reader) => {
  it(`end as the whole file, refused with a sentence, or opened with a note: ${few} of them and those that once did not`, async () => {
    const original = await reader.make();
    const whole = await reader.read(original);
    expect((await reader.read(original)).facts).toBe(whole.facts);
    const numbers = Array.from({ length: few }, (_, mutation): [number, number] => [seed, mutation]);
    const wrong: string[] = [];
    for (const [by, mutation] of [...(regressions[name] ?? []), ...numbers]) {
      const { ending, why } = await endingOf(reader, mutationOf(original, by, mutation), whole.facts);
      if (ending === 'wrong') wrong.push(`${by}/${mutation}: ${why}`);
    }
    expect(wrong).toEqual([]);
  });
});

it('the process that ends, the one that eats memory, the wrong and the slow are each counted once', async () => {
  const script = fileURLToPath(new URL('plantedReader.ts', import.meta.url));
  const { counts, faults } = await fuzzReader('planted', seed, 5, script);
  expect(counts).toMatchObject({ same: 1, stuck: 1, fat: 1, wrong: 1, slow: 1 });
  expect(faults.map(({ mutation }) => mutation)).toEqual([1, 2, 3, 4]);
});
