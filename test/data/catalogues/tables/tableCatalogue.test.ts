import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeIngest } from '../../../../bake/nodeIngest.ts';
import type { CatalogueSource } from '../../../../src/contracts/ingest.ts';
import { openTable } from '../../../../src/data/catalogues/tables/tableCatalogue.ts';
import { imagesByAddress } from '../../../../src/data/images/imageAddresses.ts';

const fixture = (path: string) => readFileSync(new URL(`../../../fixtures/${path}`, import.meta.url));
const text = (words: string) => new File([words], 'galaxies.csv');
const origin = 'https://galaxies.test';

describe('a table without images', () => {
  it('opens as galaxies with positions and columns', async () => {
    const file = text('id,ra,dec,z\nJ1,10.5,-3.25,0.1\nJ2,11,4,\n');
    const { contents, readImages } = await openTable({ kind: 'table', name: 'galaxies', file }, origin);
    expect(contents).toMatchObject({ name: 'galaxies', rowCount: 2, hasImages: false, problems: [] });
    expect([...contents.ids]).toEqual(['J1', 'J2']);
    expect([...contents.raDeg!, ...contents.decDeg!]).toEqual([10.5, 11, -3.25, 4]);
    expect(contents.columns.map(({ name }) => name)).toEqual(['ra', 'dec', 'z']);
    expect(await readImages(Uint32Array.of(1))).toEqual([{ row: 1, problem: 'has no image' }]);
    const { positions } = await nodeIngest().open({ kind: 'table', name: 'galaxies', file });
    expect([...positions!].map(Math.round)).toEqual([1, -10, -1, 10]); // the sky is its map
  });

  it.each([
    ['votable/binary2.xml', 'binary2.xml'],
    ['fits/tables.fits', 'tables.fits'],
    ['fits/tables.fits.gz', 'tables.fits.gz'],
  ])('opens %s', async (path, name) => {
    const file = new File([fixture(path)], name);
    const source: CatalogueSource = name.endsWith('xml')
      ? { kind: 'table', name, file }
      : { kind: 'fits', name, files: [{ path: name, file }] }; // what holds tables alone is one
    const catalogue = await nodeIngest().open(source);
    expect(catalogue.rowCount).toBeGreaterThan(0);
    expect(catalogue.hasImages).toBe(false);
    expect(catalogue.columns.length).toBeGreaterThan(1);
  });
});

describe('addresses of pictures', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const table = (...urls: string[]) =>
    openTable(
      {
        kind: 'table',
        name: 'galaxies',
        file: text(`id,image_url\n${urls.map((url, i) => `J${i},${url}`).join('\n')}\n`),
      },
      origin,
    );

  it('are fetched from this site alone', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: URL) => {
      asked.push(url.href);
      return url.pathname === '/a.jpg'
        ? new Response(Uint8Array.of(1, 2))
        : new Response('', { status: 404 });
    });
    const { contents, readImages } = await table(
      `${origin}/a.jpg`,
      `${origin}/b.jpg`,
      'https://elsewhere.test/c.jpg',
    );
    expect(contents.hasImages).toBe(true);
    expect(await readImages(Uint32Array.of(0, 1, 2))).toEqual([
      { row: 0, bytes: Uint8Array.of(1, 2) },
      { row: 1, problem: 'has an image that the server does not give (404)' },
      { row: 2, problem: 'has its image on another site (elsewhere.test)' },
    ]);
    expect(asked).toEqual([`${origin}/a.jpg`, `${origin}/b.jpg`]);
    expect(contents.problems.map(({ sentence }) => sentence).join()).toContain(
      'names a picture at elsewhere.test, which is not fetched',
    );
  });

  it('on other sites alone leave a catalogue without images, and a sentence', async () => {
    const { contents } = await table('https://elsewhere.test/c.jpg', 'http://other.test/d.png');
    expect(contents.hasImages).toBe(false);
    expect(contents.problems[0].sentence).toMatch(
      /2 pictures at elsewhere\.test, other\.test, which are not fetched/,
    );
  });

  it('are no pages of galaxies', () => {
    const values = ['https://galaxies.test/J1.html', 'https://galaxies.test/J2.html'];
    expect(imagesByAddress([{ kind: 'text', name: 'page', source: 'a', values }], origin)).toBeUndefined();
  });
});
