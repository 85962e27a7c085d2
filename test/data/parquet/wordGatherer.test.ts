import { expect, it } from 'vitest';
import { WordGatherer } from '../../../src/data/parquet/wordGatherer.ts';
import { wordColumn } from '../../../src/data/tables/columnTyping.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const head = { name: 'word', source: 't.parquet' };
const random = createRandom(4);

/** Words drawn from so many, some missing. */
const drawn = (rows: number, words: number) =>
  Array.from({ length: rows }, () => (random.uniform() < 0.1 ? null : `w${random.integer(words)}`));

it.each<[string, (string | null)[]]>([
  ['few words', drawn(2000, 5)],
  ['254 words', [...Array(3).keys()].flatMap(() => Array.from({ length: 254 }, (_, i) => `w${i}`))],
  ['255 words', [...Array(3).keys()].flatMap(() => Array.from({ length: 255 }, (_, i) => `w${i}`))],
  ['words that hardly repeat', drawn(100, 80)],
  ['ids', Array.from({ length: 3000 }, (_, i) => `id ${i}`)],
  ['nothing', [null, null, null]],
])('%s are what the whole column would be', (_, words) => {
  const gatherer = new WordGatherer(words.length, 1e6);
  for (let from = 0; from < words.length; from += 64) gatherer.add(from, words.slice(from, from + 64));
  const column = gatherer.finish(head)!;
  const expected = wordColumn(head, words);
  expect(column.kind).toBe(expected.kind);
  if (column.kind === 'category') expect(column).toEqual(expected);
  else expect([...column.values]).toEqual(words);
});

it('rows that were left out have none', () => {
  for (const words of [['a', 'a', 'a', 'a'], Array.from({ length: 300 }, (_, i) => `w${i}`)]) {
    const n = words.length + 20;
    const gatherer = new WordGatherer(n, 1e6);
    gatherer.add(10, words);
    const column = gatherer.finish(head)!;
    const shown =
      column.kind === 'text'
        ? [...column.values]
        : Array.from(column.codes, c => column.categories[c] ?? null);
    expect(shown).toEqual([...Array(10).fill(null), ...words, ...Array(10).fill(null)]);
  }
});

it('are counted and let go where they are too many characters', () => {
  const gatherer = new WordGatherer(1000, 1000);
  gatherer.add(
    0,
    Array.from({ length: 1000 }, (_, i) => `word ${i}`),
  );
  expect(gatherer.finish(head)).toBeUndefined();
  expect(gatherer.characters).toBe(7890);
});
