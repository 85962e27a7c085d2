import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { UnwrittenCard } from '../../../../src/data/runs/prototypeFiles.ts';
import { exportedArray, tableCsv } from '../../../../src/features/distil/table/exportPrototypes.ts';
import { judgedRuns } from '../../../../src/features/distil/table/judgedRuns.ts';
import { tableRows } from '../../../../src/features/distil/table/tableRows.ts';
import { fakeShippedSet, frameOf, memoryShelf } from '../fakeDistil.ts';

const { card: stm } = await fakeShippedSet('stm-1', 1);
const { card: dm } = await fakeShippedSet('dm-1', 1, 'dm');
const names = (shown: UnwrittenCard, others: [string, UnwrittenCard][]) =>
  tableRows(shown, others).map(({ name, row }) => `${name}, ${row.network}`);

describe('the table of a set', () => {
  it('has its own rows, and the prototypes of another method beside', () => {
    expect(names(stm, [['shipped/dm-1', dm]])).toEqual([
      'STM from noise, convnet',
      'DM from noise, convnet',
      'Random galaxies, convnet',
      'All galaxies, convnet',
      'STM from noise, resnet',
      'DM from noise, resnet',
    ]);
  });

  it('leaves out what was made of other galaxies, and of another number of images', () => {
    const own = names(stm, []);
    const [first, ...rest] = dm.mean;
    expect(names(stm, [['a', { ...dm, mean: [first + 1e-6, ...rest] }]])).toEqual(own);
    expect(names(stm, [['a', { ...dm, perClass: { ...dm.perClass, test: 22 } }]])).toEqual(own);
    expect(names(stm, [['a', { ...dm, settings: { ...dm.settings, imagesPerClass: 10 } }]])).toEqual(own);
  });

  it('is exported whole, on the card and as CSV', async () => {
    const rows = tableRows(stm, [['shipped/dm-1', { ...dm, title: 'DM, "light", 1 a class' }]]);
    const shown = { id: 'shipped/stm-1', card: stm, frames: [frameOf(250, 1, 0.2)] };
    const { card } = await exportedArray(shown, rows, { software: 'Morphospace 9', catalogue: 'other' });
    expect(card.provenance).toEqual({ software: 'Morphospace 9' }); // not of the open catalogue
    expect(card.table.map(({ taughtBy }) => taughtBy)).toContain('DM from noise');
    expect(card.table.every(({ confusion }) => confusion.length === 64)).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(
      tableCsv(rows, { software: 'Morphospace 9' }),
      {
        comments: '#',
        header: true,
        skipEmptyLines: true,
      },
    );
    expect(errors).toEqual([]);
    expect(data).toHaveLength(6);
    expect(data[1]).toMatchObject({ 'taught by': 'DM from noise', set: 'DM, "light", 1 a class' });
    expect(Number(data[1].mean)).toBe(rows[1].row.mean);
  });

  it('finds kept runs that were judged and may be compared', async () => {
    const shelf = memoryShelf();
    const pixels = new Uint8Array(8 * 32 * 32 * 3).fill(50);
    const part = { rows: new Uint32Array(8), labels: Uint8Array.from({ length: 8 }, (_, i) => i), pixels };
    const { classes, view, mean, deviation, settings } = stm;
    const set = { title: 'set', classes, view, mean, deviation, train: part, validation: part, test: part };
    for (const key of ['judged', 'not judged', 'shown']) {
      await shelf.begin({ key, title: key, set, settings }, 'experts', 1);
    }
    const row = { ...stm.evaluations[0], confusion: Uint32Array.from(stm.evaluations[0].confusion) };
    for (const key of ['judged', 'shown']) await shelf.putEvaluation(key, row);
    const found = await judgedRuns(shelf, (await shelf.list()).items, stm, 'run/shown');
    expect([...found.keys()]).toEqual(['run/judged']);
    expect(found.get('run/judged')).toMatchObject({
      title: 'judged',
      mean,
      evaluations: [{ mean: row.mean }],
    });
  });
});
