import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JoinedTable } from '../../../../src/contracts/tableJoin.ts';
import { writePredictions } from '../../../../src/data/catalogues/parquet/predictionsParquet.ts';
import { tableToJoin } from '../../../../src/data/catalogues/tables/galaxyJoin.ts';

const ids = ['J0', 'J1', 'J2', 'J3'];
const galaxies = {
  ids,
  raDeg: Float64Array.of(10, 20, 20 + 1 / 3600, Number.NaN),
  decDeg: Float64Array.of(0, 0, 0, 0),
  taken: new Set(['z']),
};
const csv = (text: string) => new File([text], 'mine.csv');

function joined(table: JoinedTable | { why: string }): JoinedTable {
  if ('why' in table) throw new Error(table.why);
  return table;
}

describe('a table of a person’s own', () => {
  it('is joined by id, double rows told', async () => {
    const { byId, byPosition } = await tableToJoin(
      csv('id,z,class\nJ2,0.3,ring\nJ0,0.1,bar\nJ2,9,bar\n'),
      galaxies,
    );
    const { columns, sentence, pairs, problems } = joined(byId);
    expect(columns.map(({ name }) => name)).toEqual(['z (mine.csv)', 'class']);
    expect(columns[0]).toMatchObject({ values: Float64Array.of(0.1, Number.NaN, 0.3, Number.NaN) });
    expect(sentence).toBe('2 of 4 galaxies matched a row of mine.csv on its column id.');
    expect(pairs).toEqual([
      { cell: 'J0', id: 'J0', label: 'class = bar' },
      { cell: 'J2', id: 'J2', label: 'class = ring' },
    ]);
    expect(problems.join(' ')).toMatch(/1 of 3 rows of mine\.csv is named again and left out: J2/);
    expect(byPosition).toBeUndefined(); // it has none
  });

  it('is joined by position within a separation, doubles counted', async () => {
    const shift = (arcsec: number) => arcsec / 3600;
    const rows = [
      [10 + shift(0.4), 0, 'far'],
      [10 - shift(0.2), 0, 'near'],
      [20 + shift(0.4), 0, 'between'],
      [50, 0, 'elsewhere'],
    ];
    const text = `ra,dec,note\n${rows.map(row => row.join()).join('\n')}\n`;
    const { byId, byPosition } = await tableToJoin(csv(text), galaxies);
    expect('why' in byId).toBe(true);
    const near = byPosition!(0.7);
    expect(near.sentence).toBe('2 of 4 galaxies have a row of mine.csv within 0.7″.');
    const note = near.columns.find(({ name }) => name === 'note')!;
    const words =
      note.kind === 'category'
        ? Array.from(note.codes, code => note.categories[code] ?? null)
        : [...note.values];
    expect(words).toEqual(['near', 'between', null, null]);
    expect(near.pairs[0]).toEqual({ cell: '9.99994 0.00000', id: 'J0 (0.20″ away)', label: 'note = near' });
    expect(near.problems[0]).toBe(
      'Doubles within 0.7″: galaxies with more than one row of mine.csv: 1; rows with more than one galaxy: 1. The nearest pairs were taken, each once; rows left over: 1.',
    );
    expect(byPosition!(0.1).sentence).toBe('0 of 4 galaxies have a row of mine.csv within 0.1″.');
  });

  it('may be Parquet, FITS or a VOTable', async () => {
    const grade = {
      kind: 'number' as const,
      name: 'grade',
      source: 'a',
      values: Float64Array.of(1, 2, 3, 4),
    };
    const bytes = await writePredictions({ ids, columns: [grade] });
    const { columns, sentence } = joined((await tableToJoin(new File([bytes], 'a.parquet'), galaxies)).byId);
    expect(sentence).toBe('4 of 4 galaxies matched a row of a.parquet on its column id.');
    expect(columns).toMatchObject([{ name: 'grade', values: grade.values }]);
    for (const path of ['fits/tables.fits', 'votable/binary2.xml']) {
      const file = new File(
        [readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url))],
        path.slice(path.indexOf('/') + 1),
      );
      expect('why' in (await tableToJoin(file, galaxies)).byId).toBe(true); // read, and of other galaxies
    }
  });

  it('says which rows and galaxies are without each other, and why nothing can be joined', async () => {
    const file = csv('name,size,class\ng1,3,ring\ng9,4,ring\n');
    const { byId } = await tableToJoin(file, { ids: ['g0', 'g1'], taken: new Set() });
    expect(joined(byId).problems).toEqual([
      '1 of 2 rows of mine.csv is without a galaxy and left out: g9 (joined on name).',
      '1 of 2 galaxies have no row in mine.csv and keep empty columns: g0.',
    ]);
    expect((await tableToJoin(file, { ids: ['x'], taken: new Set() })).byId).toEqual({
      why: 'No column of mine.csv (name, size, class) holds ids of this catalogue, such as x.',
    });
  });

  it('is refused where it is no table', async () => {
    await expect(tableToJoin(csv(''), galaxies)).rejects.toThrow(/mine\.csv is empty/);
  });
});
