import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArgumentError, readArguments } from '../../bake/bakeArguments.ts';
import { bakeCatalogue } from '../../bake/bakeCatalogue.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { packTexts } from '../../src/data/bytes/packedTexts.ts';
import { shippedSha256 } from '../../src/data/weights/shelf/shippedHashes.ts';
import { projectOnto } from '../../src/maths/linear/projection.ts';
import { decodedRows } from '../../src/maths/neighbours/sixteenBitRows.ts';
import { doubles, lists, parquetFile } from '../data/catalogues/madeParquet.ts';
import { fixtureFile, fixtures } from '../data/fixtureFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
const input = join(folder, 'generated');
const output = join(folder, 'out.parquet');
const said: string[] = [];
const reporter = { show: () => undefined, say: (sentence: string) => said.push(sentence) };
const names = ['rgb.jpg', 'progressive.jpg', 'grey.png', 'rgba.webp'];
const ingest = nodeIngest();

beforeAll(() => {
  mkdirSync(input);
  for (const name of names) copyFileSync(new URL(name, fixtures), join(input, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function bake(...options: string[]): Promise<OpenedCatalogue> {
  said.length = 0;
  await bakeCatalogue(readArguments([input, output, ...options]), reporter, () => performance.now());
  return ingest.open({ kind: 'file', file: new File([readFileSync(output)], 'out.parquet') });
}

describe('bake', () => {
  it('gives the representations of test/fixtures/data/baked.parquet, which the browser test expects too', async () => {
    const baked = await bake('--pca', '2', '--weights', 'imagenet'); // as the fixture was made
    const committed = await ingest.open({ kind: 'file', file: fixtureFile('baked.parquet') });
    expect(baked.ids).toEqual(committed.ids);
    expect(baked.embedding?.columns).toBe(1280);
    const expected = committed.embedding!.values;
    const off = Math.hypot(...baked.embedding!.values.map((value, i) => value - expected[i]));
    expect(off / Math.hypot(...expected)).toBeLessThan(1e-5); // the same code on another processor may round otherwise
    expect(baked).toMatchObject({
      name: 'generated',
      weights: 'imagenet',
      weightsSha256: shippedSha256.imagenet,
      hasImages: false,
      simulated: false,
    });
  });

  it('gives components that are the projections of the representations on their basis, and a finite map', async () => {
    const { embedding, components, basis, positions } = await bake('--pca', '3');
    const { mean, axes } = basis!;
    expect([axes.rows, axes.columns, components!.columns]).toEqual([3, embedding!.columns, 3]);
    const projected = projectOnto({ mean, axes: axes.values }, embedding!.values);
    const largest = Math.max(...projected.map(Math.abs));
    const kept = decodedRows(components!);
    for (const [i, value] of projected.entries()) {
      expect(Math.abs(value - kept[i]) / largest).toBeLessThan(1e-2); // the basis is kept in 16 bits
    }
    expect(positions).toHaveLength(8);
    expect(positions?.every(Number.isFinite)).toBe(true);
  });

  it('keeps columns x and y of a detector under another name and says so', async () => {
    const detector = join(folder, 'detector.parquet');
    const vectors = Array.from({ length: 20 }, (_, i) => [i, Math.sin(i), i % 3]);
    const file = await parquetFile([
      doubles(
        'x',
        vectors.map((_, i) => 1000 + i),
      ),
      doubles(
        'y',
        vectors.map((_, i) => 5 * i),
      ),
      lists(
        'embedding',
        {},
        vectors.map((vector, i) => (i === 4 ? null : vector)),
      ),
    ]);
    writeFileSync(detector, new Uint8Array(await file.arrayBuffer()));
    said.length = 0;
    await bakeCatalogue(readArguments([detector, output, '--pca', '2']), reporter, () => performance.now());
    const baked = await ingest.open({ kind: 'file', file: new File([readFileSync(output)], 'out.parquet') });
    expect(said).toContain(
      'Column x is kept as "x of the input", because the output has a column x of its own.',
    );
    expect(baked.rowCount).toBe(19); // the one without a vector is left off
    expect(baked.columns).toMatchObject([
      { name: 'x of the input', values: expect.toSatisfy((values: Float64Array) => values[4] === 1005) },
      { name: 'y of the input' },
    ]);
    expect(baked.positions?.every(Number.isFinite)).toBe(true);
  });

  it('keeps every column of the table, and the images when asked; tells what it leaves out', async () => {
    writeFileSync(join(input, 'labels.csv'), 'file,id,class,z\nrgb,J1,E0,0.1\ngrey,J2,S,\nbroken,J3,S,3\n');
    writeFileSync(join(input, 'broken.jpg'), readFileSync(new URL('rgb.jpg', fixtures)).subarray(0, 700));
    const baked = await bake('--weights', 'random', '--images', '--limit', '4');
    expect([...baked.ids]).toEqual(['J2', 'progressive', 'J1']); // broken, grey, progressive, rgb in the order of paths
    expect(baked.columns).toMatchObject([
      { name: 'file', values: packTexts(['grey', null, 'rgb']) },
      { name: 'class', values: packTexts(['S', null, 'E0']) },
      { name: 'z', values: Float64Array.of(Number.NaN, Number.NaN, 0.1) },
    ]);
    expect(baked.weights).toBe('random');
    expect(said.join('\n')).toMatch(/J3 \(row 0\) has an image that is .*damaged/);
    expect(said.join('\n')).toContain('1 of 4 galaxies is left out: without a readable image.');
    const images = await ingest.images(baked.handle, Uint32Array.of(0, 2));
    expect(images.map(image => image.type)).toEqual(['image/png', 'image/jpeg']);
    expect(Buffer.from(images[1].bytes)).toEqual(readFileSync(new URL('rgb.jpg', fixtures)));
    rmSync(join(input, 'labels.csv'));
    rmSync(join(input, 'broken.jpg'));
  });

  it('maps the representations a table without images carries', async () => {
    const source = join(folder, 'table.parquet');
    copyFileSync(new URL('no-images.parquet', fixtures), source);
    await bakeCatalogue(readArguments([source, output]), reporter, () => performance.now());
    const baked = await ingest.open({ kind: 'file', file: new File([readFileSync(output)], 'out.parquet') });
    expect(baked).toMatchObject({ rowCount: 6, hasImages: false, weights: 'imagenet', credit: 'Nobody' });
    expect(baked.embedding?.columns).toBe(4);
    expect(baked.columns.map(column => column.name)).toContain('barred');
  });
});

describe('the command line', () => {
  const wrong: [string[], string][] = [
    [[], 'need INPUT and OUTPUT; got neither'],
    [['nowhere', output], 'need an INPUT that exists; got nowhere'],
    [[input, 'out.csv'], 'need an OUTPUT that ends in .parquet; got out.csv'],
    [[input, join(folder, 'no', 'out.parquet')], 'whose folder does not exist: make it first'],
    [[input, output, '--pca', '1.5'], 'need --pca to be a whole number from 2 up; got 1.5'],
    [[input, output, '--limit', '0'], 'need --limit to be a whole number from 1 up; got 0'],
    [[input, output, '--fast'], "Unknown option '--fast'"],
  ];
  for (const [argv, sentence] of wrong) {
    it(`is refused with a sentence: ${sentence}`, () => {
      expect(() => readArguments(argv)).toThrow(ArgumentError);
      expect(() => readArguments(argv)).toThrow(sentence);
    });
  }
});
