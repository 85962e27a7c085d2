import { describe, expect, it } from 'vitest';
import { UnreadableError } from '../../../src/data/bytes/unreadable.ts';
import { writeRatingsCsv } from '../../../src/data/searches/ratingsCsv.ts';
import type { RatingsFile } from '../../../src/data/searches/ratingsFile.ts';
import { writeRatingsVotable } from '../../../src/data/searches/ratingsVotable.ts';
import { readRatings } from '../../../src/data/searches/readRatings.ts';
import { kernelNames } from '../../../src/maths/interest/kernels.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { mutated } from '../weights/mutations.ts';
import { ratedSearch } from './ratedSearch.ts';

const mutations = 500;

describe.each([
  ['rings.csv', writeRatingsCsv],
  ['rings.xml', writeRatingsVotable],
])('a search in %s', (name, write) => {
  const read = (text: BlobPart) => readRatings(new Blob([text]), name);

  it.each([0, 1, 2, 40, 1000])('of %i galaxies comes back as it was, in its order', async n => {
    const { search, table } = ratedSearch(n, n);
    const { catalogue, seed, start } = search;
    expect(await read(write(table))).toEqual({
      notes: { name: search.name, catalogue, seed, start, kernel: 'matern32', weights: 'galaxy' },
      ratings: search.ratings,
      skipped: search.skipped,
      problems: [],
    });
  });

  it('carries where it comes from, and reads back the same', async () => {
    const { table } = ratedSearch(40, 5);
    const provenance = {
      software: 'Morphospace 9',
      weights_sha256: 'ab12',
      layout: '{"kind":"umap","seed":42}',
      weights: 'of the map', // a search notes weights and catalogue itself
      catalogue: 'on the map',
    };
    const text = write(table, provenance);
    expect(text).toMatch(/software.*Morphospace 9/);
    expect(text).toMatch(/layout.*seed.*42/);
    expect(text).not.toMatch(/(of|on) the map/);
    expect(await read(text)).toEqual(await read(write(table)));
  });

  it.each(kernelNames)('notes the kernel %s', async kernel => {
    const { table } = ratedSearch(2, 1);
    table.notes.kernel = kernel;
    expect((await read(write(table))).notes.kernel).toBe(kernel);
  });

  it('says that it was edited', async () => {
    const { search, table } = ratedSearch(40, 3);
    const { galaxyId } = search.ratings[5];
    table.rating[table.ids.indexOf(galaxyId)] = 1.25;
    const edited = write(table).replace(/(check.*?)[0-9a-f]{8}/, '$100000000');
    const { ratings, problems } = await read(edited);
    expect(ratings[5]).toEqual({ galaxyId, score: 1.25 });
    expect(problems).toEqual([
      `${name} is not as it was written: it was edited or damaged since, and its contents may have changed.`,
    ]);
  });

  it(`harmed in ${mutations} ways gives what it held, or says that it may not`, async () => {
    const original = new TextEncoder().encode(write(ratedSearch(40, 7).table));
    const expected = await read(original);
    const random = createRandom(name.length);
    const count = { same: 0, told: 0, refused: 0 };
    for (let i = 0; i < mutations; i++) {
      let found: RatingsFile;
      try {
        found = await read(mutated(original, random) as BlobPart);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        expect(error.message).toContain(name);
        expect(error.message.length).toBeLessThan(600);
        count.refused++;
        continue;
      }
      if (found.problems.length > 0) count.told++;
      else {
        expect(found).toEqual(expected);
        count.same++;
      }
    }
    expect(Math.min(...Object.values(count))).toBeGreaterThan(0); // else the mutations prove little
  });
});
