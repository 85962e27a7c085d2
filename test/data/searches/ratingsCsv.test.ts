import { describe, expect, it } from 'vitest';
import { writeRatingsCsv } from '../../../src/data/searches/ratingsCsv.ts';
import { ratingsThatApply } from '../../../src/data/searches/ratingsThatApply.ts';
import { readRatings } from '../../../src/data/searches/readRatings.ts';
import { ratedSearch } from './ratedSearch.ts';

const read = (text: BlobPart, name = 'plain.csv') => readRatings(new Blob([text]), name);
const words = async (text: BlobPart) => {
  const { ratings } = await read(text);
  return ratings.map(({ galaxyId, score }) => `${galaxyId}:${score}`).join(' ');
};

it('writes one row a galaxy with the columns asked for, empty where there is nothing', () => {
  const { search, table } = ratedSearch(40, 3, false);
  const lines = writeRatingsCsv(table).split('\r\n');
  const names = lines.findIndex(line => !line.startsWith('#'));
  expect(lines[names]).toBe('id,ra,dec,rating,mean,std,rank,rated_order,skipped_order');
  const rows = lines.slice(names + 1, -1).map(line => line.split(','));
  expect(rows.map(cells => cells[6])).toEqual([...Array.from({ length: 40 }, (_, i) => `${i + 1}`), '']);
  for (const [i, cells] of rows.entries()) {
    const [id, ra, dec, rating, mean, std] = cells;
    const score = search.ratings.find(({ galaxyId }) => galaxyId === id)?.score;
    expect(rating).toBe(score === undefined ? '' : String(score));
    for (const [text, value] of [
      [ra, table.raDeg[i]],
      [dec, table.decDeg[i]],
    ] as const) {
      expect(text === '' ? Number.NaN : Number(text)).toBe(value);
    }
    expect(mean === '' ? Number.NaN : Math.fround(Number(mean))).toBe(table.mean[i]);
    expect(std === '' ? Number.NaN : Math.fround(Number(std))).toBe(table.std[i]);
  }
});

describe('a table of anybody', () => {
  it.each([
    ['columns in any order', 'dec,Rating,ID\n1,5,a\n2,0.5,b\n'],
    ['semicolons and decimal commas', 'id;rating\na;5\nb;0,5\n'],
    ['tabs, quotes and spaces', '"objid"\t"score"\n" a "\t"5"\n"b"\t 0.5 \n'],
    ['remarks above it', '# my ratings, 2024\n#\n# score, 0 to 5\nid,rating\na,5\nb,0.5\n'],
    ['its names behind the sign of a remark', '# made by hand\n# id,rating\na,5\nb,0.5'],
    ['rows without a rating', 'id,rating\nz,\na,5\ny,NaN\nb,0.5\nx,-\n'],
    ['words for nothing', 'id,rating\nz,unknown\na,5\ny,<NA>\nx,#N/A\nb,0.5\nw,masked\nv,—\nu,-nan\n'],
    ['numbers as Fortran writes them', 'id,rating\na,0.5D+01\nb,5.0E-1\n'],
    ['a byte order mark and other line ends', '\uFEFFid,rating\ra,5\rb,0.5\r'],
  ])('with %s is read', async (_, text) => {
    expect(await words(text)).toBe('a:5 b:0.5');
    expect((await read(text)).problems).toEqual([]);
    expect((await read(text)).notes).toEqual({});
  });

  it('keeps ids of 19 digits, zeros before a number and signs', async () => {
    expect(await words('id,rating\n1237648720693755918,1\n007,2\n#3,3\n')).toBe(
      '1237648720693755918:1 007:2 #3:3',
    );
  });

  it('counts what is left out and keeps the rest', async () => {
    const { ratings, problems } = await read('id,rating\na,1\nb,7\nc,-1\nd,good\n,3\na,2\ne,5\nf,Infinity\n');
    expect(ratings).toEqual([
      { galaxyId: 'a', score: 2 },
      { galaxyId: 'e', score: 5 },
    ]);
    expect(problems).toEqual([
      'One rating has no id (3): left out.',
      'One rating is not a number (“good” of d): left out.',
      '3 ratings are outside 0 to 5 (7 of b, -1 of c, Infinity of f): left out.',
      'One galaxy is rated more than once (a): the last rating counts.',
    ]);
  });

  it('tells a quote that is never closed', async () => {
    const { problems } = await read('rating,id\n1,a\n2,"b\n3,c\n4,d\n');
    expect(problems.join(' ')).toContain('is never closed');
  });

  it.each([
    ['', 'plain.csv is empty'],
    ['# nothing\n', 'plain.csv is empty'],
    ['id,rating\n', 'has column names and no rows'],
    ['id,brightness\na,1\n', 'has no column of ratings (it has id, brightness)'],
    ['name of it,rating\na,1\n', 'has no column of ids (it has name of it, rating)'],
    ['x,y\na,1\n', 'has no column of ids and none of ratings'],
    ['id,rating\na,\nb,9\n', 'has no rating of 0 to 5: fill its column of ratings. One rating is outside'],
    [Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'is not text'],
  ])('that holds nothing to take is refused in a sentence: %j', async (text, sentence) => {
    await expect(read(text)).rejects.toThrow(sentence);
  });
});

it('takes over ratings where ids match, in their order, and counts the others', () => {
  const { search } = ratedSearch(40, 3);
  const has = new Set(search.ratings.filter((_, i) => i % 3 !== 1).map(({ galaxyId }) => galaxyId));
  has.add(search.skipped[1]);
  const applied = ratingsThatApply(search, id => has.has(id));
  expect(applied.ratings).toEqual(search.ratings.filter((_, i) => i % 3 !== 1));
  expect(applied.skipped).toEqual([search.skipped[1]]);
  expect(applied.elsewhere + applied.ratings.length).toBe(search.ratings.length);
});
