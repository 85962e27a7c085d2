import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { expectedFiles, formatsFile, hasFormats } from '../../../measure/formats/expectedFacts.ts';
import { formatDifference } from '../../../measure/formats/formatDifference.ts';
import { openAsdf } from '../../../src/data/asdf/asdfFile.ts';
import { openAsdfImages } from '../../../src/data/asdf/asdfImages.ts';
import { bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';
import { asdfFile, block } from './asdfOf.ts';

const opened = async (tree: string, ...blocks: Uint8Array[]) =>
  openAsdf(bytesOfBuffer(await asdfFile(tree, ...blocks), 'a.asdf'));
const shorts = new Uint8Array(Int16Array.of(1, -2, 3, 4, 5, 6).buffer);

describe('an ASDF file', () => {
  it('gives arrays in blocks, packed, turned around or in steps, and those in its tree', async () => {
    const arrays = await opened(
      [
        'a: !core/ndarray-1.1.0 {source: 0, datatype: int16, byteorder: little, shape: [2, 3]}',
        'b: {c: [!core/ndarray-1.1.0 {source: 1, datatype: int16, byteorder: big, shape: [6]}]}',
        'd: !core/ndarray-1.1.0 {source: 0, datatype: int16, byteorder: little, shape: [3], offset: 10, strides: [-4]}',
        'e: !core/ndarray-1.1.0 [[1.5, 2], [3, 4]]',
      ].join('\n'),
      block(shorts),
      block(deflateSync(shorts), shorts.length, 'zlib'),
    );
    expect(arrays.map(({ path, shape, type }) => [path, shape, type])).toEqual([
      ['/a', [2, 3], 'i2'],
      ['/b/c/0', [6], 'i2'],
      ['/d', [3], 'i2'],
      ['/e', [2, 2], 'f8'],
    ]);
    expect(await arrays[0].read()).toEqual(Int16Array.of(1, -2, 3, 4, 5, 6));
    expect(await arrays[1].read()).toEqual(Int16Array.of(256, -257, 768, 1024, 1280, 1536));
    expect(await arrays[2].read()).toEqual(Int16Array.of(6, 4, -2));
    expect(await arrays[3].read()).toEqual(Float64Array.of(1.5, 2, 3, 4));
  });

  it.each([
    ['{source: 0, datatype: int16, byteorder: little, shape: [7]}', /claims more than its block holds/],
    ['{source: 0, datatype: int16, byteorder: little, shape: [2], offset: -2}', /claims more/],
    ['{source: 5, datatype: int16, byteorder: little, shape: [2]}', /a block that is not there/],
    ['{source: other.asdf, datatype: int16, shape: [2]}', /lies in another file/],
    ['{source: 0, datatype: [ascii, 4], shape: [2]}', /values of type ascii,4/],
    ['{source: 1, datatype: int16, shape: [2]}', /packed with bzip2, which is not read/],
    ['{source: 2, datatype: int16, shape: [2]}', /claims a block of 1000000000 bytes/],
  ])('refuses %s with a sentence', async (array, sentence) => {
    const bomb = block(deflateSync(shorts), 1e9, 'zlib');
    const [found] = await opened(
      `a: !core/ndarray-1.1.0 ${array}`,
      block(shorts),
      block(shorts, 12, 'bzp2'),
      bomb,
    );
    await expect(found.read()).rejects.toThrow(sentence);
  });

  it('is refused where its tree is damaged or has no end', async () => {
    await expect(opened('a: [1')).rejects.toThrow(/no YAML/);
    const bytes = await asdfFile('a: 1');
    await expect(openAsdf(bytesOfBuffer(bytes.slice(0, 90), 'a.asdf'))).rejects.toThrow(/without an end/);
    await expect(openAsdf(bytesOfBuffer(new ArrayBuffer(9), 'a.asdf'))).rejects.toThrow(/no ASDF file/);
  });

  it('becomes galaxies like a FITS file, with its numbers', async () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => i);
    const image = (name: string, at: number) =>
      `${name}: !core/ndarray-1.1.0 {source: ${at}, datatype: float32, byteorder: little, shape: [10, 10]}`;
    const bytes = new Uint8Array(values.buffer);
    const one = new File(
      [await asdfFile(`${image('roman', 0)}\n${image('mask', 0)}`, block(bytes))],
      'one.asdf',
    );
    const ingest = nodeIngest();
    const catalogue = await ingest.open({
      kind: 'fits',
      name: 'one.asdf',
      files: [{ path: 'one.asdf', file: one }],
    });
    expect([...catalogue.ids]).toEqual(['one']);
    expect((await ingest.fitsPixels(catalogue.handle, 0)).bands[0].values).toEqual(values);
  });
});

it('leaves masks and errors out by whole words of their names', async () => {
  const image = (name: string) =>
    `${name}: !core/ndarray-1.1.0 {source: 0, datatype: uint8, byteorder: little, shape: [8, 8]}`;
  const names = ['cerro', 'variables', 'err', 'var_poisson', 'data_quality', 'weight'];
  const bytes = await asdfFile(names.map(image).join('\n'), block(new Uint8Array(64)));
  const { hdus } = await openAsdfImages(bytesOfBuffer(bytes, 'a.asdf'));
  expect(hdus.map(({ header }) => header.text('EXTNAME')).filter(Boolean)).toEqual(['cerro', 'variables']);
});

describe.skipIf(!hasFormats)('ASDF files of others', () => {
  const files = hasFormats ? [...expectedFiles()].filter(([name]) => name.endsWith('.asdf')) : [];
  it.each(files)('%s is as asdf reads it, or refused by name', async (name, expected) => {
    const reading = formatDifference(formatsFile(name), expected);
    if (/ndarray2|bzp2/.test(name))
      await expect(reading).rejects.toThrow(/packed with (lz4|bzip2), which is not read/);
    else expect(await reading).toBeNull();
  });
});
