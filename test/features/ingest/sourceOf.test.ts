import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isOneImage, sourceOf, withUnpacked } from '../../../src/features/ingest/sourceOf.ts';
import { sourceOfUrl } from '../../../src/features/ingest/sourceOfUrl.ts';

const placed = (...paths: string[]) =>
  paths.map(path => ({ path, file: new File([], path.slice(path.lastIndexOf('/') + 1)) }));

function opened(...paths: string[]) {
  const found = sourceOf(placed(...paths));
  if ('sentence' in found) throw new Error(`refused: ${found.sentence}`);
  return found;
}

function refused(...paths: string[]): string {
  const found = sourceOf(placed(...paths));
  return 'sentence' in found ? found.sentence : 'accepted';
}

it('takes the files of archives in their place', async () => {
  const zip = zipSync({ 'a.jpg': Uint8Array.of(1), 'deep/t.csv': Uint8Array.of(2) });
  const archive = new File([zip as Uint8Array<ArrayBuffer>], 'sky.zip');
  const { files, problems } = await withUnpacked([{ path: 'sky.zip', file: archive }, ...placed('b.png')]);
  expect(files.map(({ path }) => path)).toEqual(['sky/a.jpg', 'sky/deep/t.csv', 'b.png']);
  expect(problems).toEqual([]);
  expect(sourceOf(files.slice(0, 2))).toMatchObject({
    source: { kind: 'images', name: 'sky', images: [{ path: 'a.jpg' }], table: { name: 't.csv' } },
  });
});

describe('sourceOf', () => {
  it('takes one Parquet file, whatever the case of its ending', () => {
    expect(opened('GZ2.PARQUET').source).toMatchObject({ kind: 'file', file: { name: 'GZ2.PARQUET' } });
  });

  it('makes several Parquet files one catalogue, in the order of their names', () => {
    const { source } = opened('part-10.parquet', 'part-9.parquet', 'part-1.parquet', 'part-2.parquet');
    expect(source).toMatchObject({ kind: 'many', name: 'part-1 + 3 more' });
    const parts = source.kind === 'many' ? source.parts : [];
    expect(parts.map(p => (p.kind === 'file' ? p.file.name : ''))).toEqual([
      'part-1.parquet',
      'part-2.parquet',
      'part-9.parquet',
      'part-10.parquet',
    ]);
    expect(opened('b.parquet', 'a.parquet').source).toMatchObject({ name: 'a + b' });
  });

  it('leaves tables and other files beside Parquet out, by name', () => {
    expect(opened('a.parquet', 'README.md', 'x.csv', '.DS_Store').leftOut).toEqual(['x.csv', 'README.md']);
  });

  it('takes a folder of images with its table, and its name', () => {
    const { source, leftOut } = opened(
      'euclid/catalog.csv',
      'euclid/images/a.JPG',
      'euclid/images/deep/b.png',
      'euclid/notes.txt',
      'euclid/.DS_Store',
      '__MACOSX/euclid/images/._a.JPG',
    );
    expect(source).toMatchObject({ kind: 'images', name: 'euclid', table: { name: 'catalog.csv' } });
    expect(source.kind === 'images' ? source.images.map(i => i.path) : []).toEqual([
      'images/a.JPG',
      'images/deep/b.png',
    ]);
    expect(leftOut).toEqual(['euclid/notes.txt']);
  });

  it('takes the one XML file beside images for their VOTable, and many, or one beside a table, for something else', () => {
    expect(opened('a/1.png', 'a/cat.xml').source).toMatchObject({ table: { name: 'cat.xml' } });
    const notes = opened('a/1.png', 'a/1.xml', 'a/2.png', 'a/2.xml');
    expect(notes.source).toMatchObject({ table: undefined });
    expect(notes.leftOut).toEqual(['a/1.xml', 'a/2.xml']);
    expect(opened('a/1.png', 'a/1.xml', 'a/t.csv').source).toMatchObject({ table: { name: 't.csv' } });
    expect(opened('cat.xml').source).toMatchObject({ kind: 'table', name: 'cat' });
  });

  it('keeps the folders that tell images of the same name apart', () => {
    const { source } = opened('survey/spirals/1.webp', 'survey/rings/1.webp');
    expect(source).toMatchObject({ kind: 'images', name: 'survey' });
    expect(source.kind === 'images' ? source.images.map(i => i.path) : []).toEqual([
      'spirals/1.webp',
      'rings/1.webp',
    ]);
  });

  it('names loose images by their number', () => {
    expect(opened('a.jpeg', 'b.png', 'c.webp').source).toMatchObject({ name: '3 images' });
    expect(opened('a.jpeg').source).toMatchObject({ name: '1 image' });
  });

  it('prefers the table that lies highest, then the one called catalogue', () => {
    const table = (...paths: string[]) => {
      const { source } = opened('f/a.jpg', ...paths);
      return source.kind === 'images' ? source.table?.name : undefined;
    };
    expect(table('f/votes.vot')).toBe('votes.vot');
    expect(table('f/votes.ecsv')).toBe('votes.ecsv');
    expect(table('f/deep/catalog.csv', 'f/votes.csv')).toBe('votes.csv');
    expect(table('f/aaa.csv', 'f/my-catalogue.csv')).toBe('my-catalogue.csv');
  });

  it('does not guess between Parquet files and images', () => {
    expect(refused('a.parquet', 'b.jpg', 'c.jpg')).toBe(
      'Drop either Parquet files or images; got 1 Parquet file and 2 images.',
    );
  });

  it.each([
    [['m51.fits.bz2'], /bunzip2/],
    [['sky.7z'], /unpack this one/],
    [['sky.tar.bz2'], /unpack this one/],
    [['a.tif'], /convert the images/],
    [['paper.pdf'], /Parquet file or a folder/],
    [['.DS_Store'], /nothing to open/],
    [[], /nothing to open/],
  ])('refuses %j and says what to do', (paths, sentence) => {
    expect(refused(...paths)).toMatch(sentence);
  });

  it('recognises a single image, which is a question rather than a catalogue', () => {
    expect(isOneImage(placed('a.PNG'))).toBe(true);
    expect(isOneImage(placed('a.png', 'b.png'))).toBe(false);
    expect(isOneImage(placed('a.parquet'))).toBe(false);
  });
});

describe('sourceOfUrl', () => {
  const page = 'https://galaxies.example/app/#room=data';

  it('takes a path or an address of this site', () => {
    const source = { kind: 'url', url: 'https://galaxies.example/app/cats/a.parquet', name: 'a.parquet' };
    expect(sourceOfUrl(' cats/a.parquet ', page)).toEqual({ source });
    expect(sourceOfUrl('https://galaxies.example/app/cats/a.parquet', page)).toEqual({ source });
    expect(sourceOfUrl('demo/sky.json', page)).toEqual({
      source: { kind: 'baked', manifestUrl: 'https://galaxies.example/app/demo/sky.json' },
    });
  });

  it('takes a Parquet file of a host the page may ask', () => {
    const url = 'https://huggingface.co/datasets/mwalmsley/gz2/resolve/main/tiny/test-00000-of-00001.parquet';
    expect(sourceOfUrl(url, page)).toEqual({
      source: { kind: 'url', url, name: 'test-00000-of-00001.parquet', remote: {} },
    });
  });

  it('takes FITS files and tables of both', () => {
    for (const name of ['a.fits', 'b.fts.gz', 'c.ecsv', 'd.vot']) {
      const url = `https://huggingface.co/${name}`;
      expect(sourceOfUrl(url, page)).toEqual({ source: { kind: 'url', url, name, remote: {} } });
      expect(sourceOfUrl(`cats/${name}`, page)).toMatchObject({ source: { kind: 'url', name } });
    }
  });

  it('takes a table of this site', () => {
    const { href: url } = new URL('votes/mine.vot.gz', page);
    expect(sourceOfUrl('votes/mine.vot.gz', page)).toEqual({
      source: { kind: 'url', url, name: 'mine.vot.gz' },
    });
  });

  it.each([
    ['https://elsewhere.example/a.parquet', /npm start -- --host https:\/\/elsewhere\.example”/],
    ['//elsewhere.example/a.parquet', /add https:\/\/elsewhere\.example after connect-src/],
    ['http://galaxies.example/a.parquet', /is not among the hosts/],
    ['http://huggingface.co/a.parquet', /is not among the hosts/],
    ['https://huggingface.co/datasets/mwalmsley/gz2', /ends in \.parquet.*; got gz2/],
    ['data:text/plain,a.parquet', /begins with https/],
    ['https://', /is not an address/],
    ['cats/', /must end in \.parquet.*got a folder/],
    ['cats/a.tiff', /got a\.tiff/],
    ['', /Type the address/],
  ])('refuses %j with a sentence', (text, sentence) => {
    const found = sourceOfUrl(text, page);
    expect('sentence' in found ? found.sentence : 'accepted').toMatch(sentence);
  });
});

describe('FITS files', () => {
  it('become galaxies, with the table beside them', () => {
    const found = sourceOf(
      ['cut/a_g.fits', 'cut/a_r.fits.gz', 'cut/b.fit', 'cut/list.csv', 'cut/notes.txt'].map(path => ({
        path,
        file: new File([], path.slice(4)),
      })),
    );
    expect(found).toMatchObject({
      source: {
        kind: 'fits',
        name: 'cut',
        files: [{ path: 'a_g.fits' }, { path: 'a_r.fits.gz' }, { path: 'b.fit' }],
        table: { name: 'list.csv' },
      },
      leftOut: ['cut/notes.txt'],
    });
  });

  it('give a single one its own name', () => {
    const found = sourceOf([{ path: 'stamps/all.fits.fz', file: new File([], 'all.fits.fz') }]);
    expect(found).toMatchObject({ source: { kind: 'fits', name: 'all.fits.fz' } });
  });
});

it('opens an HDF5 file by itself', () => {
  const found = sourceOf(
    ['a/Galaxy10.h5', 'a/read.me'].map(path => ({ path, file: new File([], path.slice(2)) })),
  );
  expect(found).toMatchObject({
    source: { kind: 'hdf5', file: { name: 'Galaxy10.h5' } },
    leftOut: ['a/read.me'],
  });
});
