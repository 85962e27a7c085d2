import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { openFits } from '../../../src/data/fits/fitsFile.ts';
import { readBinaryTable } from '../../../src/data/fits/tables/binaryTable.ts';
import { writeGalaxiesFits } from '../../../src/data/sets/galaxiesFits.ts';

const columns: Column[] = [
  { kind: 'number', name: 'redshift', source: 'a', values: Float64Array.of(0.1, Number.NaN, 1e-300) },
  { kind: 'number', name: 'mag', unit: 'mag', source: 'a', values: Float32Array.of(17.25, -1, Number.NaN) },
  {
    kind: 'category',
    name: 'Größe',
    source: 'a',
    categories: ['bar', 'ring'],
    codes: Uint8Array.of(1, 255, 0),
  },
  {
    kind: 'text',
    name: 'note',
    description: "it's ".repeat(40),
    source: 'a',
    values: ["a 'b'", null, 'café'],
  },
];
const text = (column: Column, place: number): string | null =>
  column.kind === 'category'
    ? (column.categories[column.codes[place]] ?? null)
    : column.kind === 'text'
      ? (column.values.at(place) ?? null)
      : String(column.values[place]);
const galaxies = {
  ids: ['1237648721789256091', 'J2', 'J3'],
  raDeg: Float64Array.of(1.5, 2.5, 3.5),
  decDeg: Float64Array.of(-1, 0, 89.9),
  columns,
};
const notes = { software: 'Morphospace', filters: 'redshift from 0 to 1 and '.repeat(12) };

it('writes a table that reads back, with what it says about itself', async () => {
  const bytes = writeGalaxiesFits(galaxies, text, notes);
  const file = await openFits(bytesOfBuffer(bytes.buffer, 'out.fits'));
  const table = await readBinaryTable(file, file.hdus[1]);
  expect(table.columns.map(({ name, values }) => [name, [...values]])).toEqual([
    ['id', ['1237648721789256091', 'J2', 'J3']],
    ['ra', [1.5, 2.5, 3.5]],
    ['dec', [-1, 0, 89.9]],
    ['redshift', [0.1, Number.NaN, 1e-300]],
    ['mag', [17.25, -1, Number.NaN]],
    ['Gr??e', ['ring', '', 'bar']],
    ['note', ["a 'b'", '', 'caf?']],
  ]);
  expect(file.hdus[1].header.text('TCOMM7')).toBe("it's ".repeat(40).trimEnd());
  expect(table.columns[4].unit).toBe('mag');
  expect(new TextDecoder().decode(bytes)).toContain('HISTORY software: Morphospace');
});

it('writes more galaxies than a call has arguments', () => {
  const ids = Array.from({ length: 200_000 }, (_, row) => `g${row}`);
  const bytes = writeGalaxiesFits({ ids, columns: [] }, text, {});
  expect(bytes.length).toBeGreaterThan(ids.length * 'g199999'.length);
});

const hasAstropy = spawnSync('python3', ['-c', 'import astropy'], { stdio: 'ignore' }).status === 0;

it.skipIf(!hasAstropy)('is opened by astropy without a warning', () => {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const path = join(folder, 'out.fits');
    writeFileSync(path, writeGalaxiesFits(galaxies, text, notes));
    const script = `
import sys, warnings
warnings.simplefilter("error")
from astropy.io import fits
from astropy.table import Table
with fits.open(sys.argv[1]) as opened:
    opened.verify("exception")
table = Table.read(sys.argv[1], hdu=1)
print(len(table), table["id"][0], float(table["dec"][2]), str(table["mag"].unit), table["note"][0])
`;
    const { status, stdout, stderr } = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim()).toBe("3 1237648721789256091 89.9 mag a 'b'");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
