import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeLzf } from '../../../bake/nodeCodecs.ts';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { openHdf5 } from '../../../src/data/hdf5/hdf5File.ts';

// What make.py beside the file gave h5py to write.
const bytes = readFileSync(new URL('../../fixtures/hdf5/galaxies.h5', import.meta.url));
const file = new File([bytes], 'galaxies.h5');
const imageBytes = Uint8Array.from({ length: 20 * 270 }, (_, i) => i % 251);

describe('an HDF5 file, as h5py wrote it', async () => {
  const opened = await openHdf5(file, file.name, nodeLzf);
  afterAll(() => opened.close());

  it('lists what it holds', () => {
    const types = Object.fromEntries(
      opened.datasets.map(({ path, type, shape }) => [path, `${type} ${shape}`]),
    );
    expect(types).toMatchObject({
      images: 'u1 20,9,10,3',
      ra: 'f8 20',
      dec: 'f2 20',
      name: 'S 20',
      objid: 'i8 20',
    });
  });

  it('gives whole datasets and rows of them', () => {
    expect(opened.read('images')).toEqual(imageBytes);
    expect(opened.read('images', [4, 7])).toEqual(imageBytes.slice(4 * 270, 7 * 270));
    expect(opened.read('ra')).toEqual(Float64Array.from({ length: 20 }, (_, i) => i * (350 / 19)));
    expect(opened.read('name', [18, 20])).toEqual(['J18', 'J19']);
    expect(opened.read('fixed')).toEqual(['Größe', 'bar']); // numpy says ASCII and writes UTF-8
    expect(opened.read('objid', [1, 2])).toEqual(BigInt64Array.of(1237648721789256092n));
    expect(opened.read('small')).toEqual(Int8Array.from({ length: 20 }, (_, i) => i % 2));
    expect(opened.read('pairs')).toEqual([
      [1, 2.5],
      [3, -4],
    ]);
  });

  it('reads halves, which the library refuses', () => {
    const values = opened.read('dec') as Float32Array;
    expect(values).toHaveLength(20);
    for (const [i, value] of values.entries()) expect(Math.abs(value - (-10 + 2 * i))).toBeLessThan(0.01);
    expect(opened.read('dec', [3, 5])).toEqual(values.slice(3, 5));
  });

  it('reads what h5py packed with LZF, through the plug-in', () => {
    expect(opened.read('packed')).toEqual(imageBytes);
    expect(opened.read('packed', [5, 8])).toEqual(imageBytes.slice(5 * 270, 8 * 270));
  });

  it.each([
    ['type', /big-endian enumeration/],
    ['long', /numbers of 128 bits/],
    ['nothing', /has no dataset nothing/],
  ])('refuses %s by name instead of giving something else', (path, sentence) => {
    expect(() => opened.read(path)).toThrow(sentence);
  });
});

it('refuses LZF by name where there is no plug-in for it', async () => {
  const opened = await openHdf5(file, file.name);
  expect(() => opened.read('packed')).toThrow(/packed with LZF, which is not read: repack it with gzip/);
  opened.close();
});

it('refuses what is no HDF5', async () => {
  await expect(openHdf5(new File(['no table'], 'a.h5'), 'a.h5')).rejects.toThrow(/a\.h5 is no HDF5 file/);
  await expect(openHdf5(new File([bytes.subarray(0, 900)], 'b.h5'), 'b.h5')).rejects.toThrow(/is damaged/);
});

it('opens as galaxies with columns, and its pictures are its bytes', async () => {
  const ingest = nodeIngest();
  const catalogue = await ingest.open({ kind: 'hdf5', file });
  expect(catalogue.rowCount).toBe(20);
  expect(catalogue.ids.at(1)).toBe('1237648721789256092');
  expect(catalogue.raDeg?.[19]).toBe(350);
  const kinds = Object.fromEntries(catalogue.columns.map(column => [column.name, column.kind]));
  expect(kinds).toMatchObject({ ans: 'number', name: 'text', small: 'number' });
  expect(catalogue.problems.map(each => each.sentence).join()).toMatch(/type is a big-endian enumeration/);
  const { pixels, problems } = await ingest.pixels(catalogue.handle, Uint32Array.of(2), {
    sidePx: 9,
    cropFraction: 1,
  });
  expect(problems).toEqual([]);
  // Nine of ten columns about the centre: the box begins half a pixel in, so each is the mean of two neighbours.
  const at = 2 * 270;
  expect(Math.abs(pixels[0] - (imageBytes[at] + imageBytes[at + 3]) / 2)).toBeLessThanOrEqual(1);
});

it('names the datasets that can be pictures, previews each and opens another', async () => {
  const ingest = nodeIngest();
  const usual = await ingest.open({ kind: 'hdf5', file });
  expect(usual.pictureSets?.shown).toBe('images');
  expect(usual.pictureSets?.sets.map(({ path }) => path)).toEqual(['images', 'packed']);
  const other = await ingest.open({ kind: 'hdf5', file, images: 'packed' });
  expect(other.name).toBe('galaxies · packed'); // so that what was made of one set is not taken for the other's
  const first = await ingest.images(other.handle, Uint32Array.of(0, 1, 2, 3));
  const previewed = await ingest.preview(usual.handle, 'packed');
  expect(previewed.map(({ bytes }) => [...bytes])).toEqual(first.map(({ bytes }) => [...bytes]));
  expect(await ingest.preview(usual.handle, 'ra')).toEqual([]);
});

it('is let go of with its catalogue, and where it holds no galaxies', async () => {
  const { default: h5wasm } = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const held = () => (FS.readdir('/') as string[]).filter(name => name.startsWith('opened-')).length;
  const before = held();
  const ingest = nodeIngest();
  const { handle } = await ingest.open({ kind: 'hdf5', file });
  expect(held()).toBe(before + 1);
  await ingest.close(handle);
  expect(held()).toBe(before);
  const empty = new h5wasm.File('/without.h5', 'w');
  empty.create_dataset({ name: 'a', data: Float32Array.of(1, 2, 3) });
  empty.close();
  const without = new File([FS.readFile('/without.h5') as Uint8Array<ArrayBuffer>], 'without.h5');
  await expect(ingest.open({ kind: 'hdf5', file: without })).rejects.toThrow('has no dataset of images');
  expect(held()).toBe(before);
});
