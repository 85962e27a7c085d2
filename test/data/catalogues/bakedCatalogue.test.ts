import { ByteWriter } from 'hyparquet-writer';
import { afterEach, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import type { BakedManifest } from '../../../src/contracts/baked.ts';
import { encodeFloat16 } from '../../../src/data/bytes/float16.ts';
import { sha256Of } from '../../../src/data/bytes/sha256.ts';
import { packComponents, unpackComponents } from '../../../src/data/catalogues/bakedCatalogue.ts';
import { writeCatalogue } from '../../../src/data/catalogues/catalogueWriter.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { type FileServer, serveFiles } from '../bytes/fileServer.ts';
import { fixtureBytes } from '../fixtureFiles.ts';

const sixteenths = (n: number) => Float32Array.from({ length: n }, (_, i) => i / 16); // exact in 16 bits
const components = { mean: sixteenths(5), axes: sixteenths(10), values: sixteenths(6) };
const answers = Float32Array.of(1, 101, 50.5, 2, 33, 7.25); // of three galaxies to two questions' answers
let server: FileServer;
afterEach(() => server.close());

/** A baked catalogue of three galaxies, as bake/bakeSky.ts writes one. */
async function bakedFiles(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const writer = new ByteWriter();
  const jpeg = fixtureBytes('grey.jpg');
  await writeCatalogue(writer, {
    ids: ['a', 'b', 'c'],
    columns: [],
    positions: Float32Array.of(0, 1, 2, 3, 4, 5),
    notes: { simulated: true },
    images: async (start, end) => Array.from({ length: end - start }, () => ({ bytes: jpeg, path: 'a.jpg' })),
  });
  const table = new Uint8Array(writer.getBuffer());
  const packed = packComponents(components);
  const said = new Uint8Array(encodeFloat16(answers));
  const file = async (name: string, bytes: Uint8Array<ArrayBuffer>) => ({
    file: name,
    bytes: bytes.length,
    sha256: await sha256Of(bytes),
  });
  const manifest: BakedManifest = {
    format: 'morphospace-baked-1',
    name: 'Three',
    simulated: true,
    credit: 'Made here',
    rows: 3,
    weights: 'imagenet',
    table: await file('t.parquet', table),
    components: {
      ...(await file('c.bin', packed)),
      dimension: 5,
      count: 2,
      explainedVarianceRatio: [0.5, 0.25],
    },
    answers: { ...(await file('a.bin', said)), head: { kind: 'classes', classes: ['ring', 'not'] } },
  };
  return new Map([
    ['demo/sky.json', new TextEncoder().encode(JSON.stringify(manifest))],
    ['demo/t.parquet', table],
    ['demo/c.bin', packed],
    ['demo/a.bin', said],
  ]);
}

const open = async (files: Map<string, Uint8Array>) => {
  server = await serveFiles(files);
  const ingest = nodeIngest();
  return { ingest, opened: ingest.open({ kind: 'baked', manifestUrl: `${server.url}demo/sky.json` }) };
};

describe('a baked catalogue', () => {
  it('opens with components, basis and positions; the images come with the whole table, fetched once', async () => {
    const { ingest, opened } = await open(await bakedFiles());
    const catalogue = await opened;
    expect([...catalogue.ids]).toEqual(['a', 'b', 'c']);
    expect(catalogue).toMatchObject({
      name: 'Three',
      simulated: true,
      credit: 'Made here',
      weights: 'imagenet',
      positions: Float32Array.of(0, 1, 2, 3, 4, 5),
      components: sixteenBitRowsOf(components.values, 2),
      basis: { mean: components.mean, axes: { rows: 2, columns: 5, values: components.axes } },
      hasImages: true,
    });
    const wholeTable = () => server.requests.filter(request => request === 'GET /demo/t.parquet').length;
    expect(wholeTable()).toBe(0);
    expect(await ingest.images(catalogue.handle, Uint32Array.of(2, 0))).toHaveLength(2);
    await ingest.thumbnails(catalogue.handle, Uint32Array.of(1), 8);
    expect(wholeTable()).toBe(1);
  });

  it('gives what a head said of its galaxies, fetched when asked for, and says so where there is none', async () => {
    const { ingest, opened } = await open(await bakedFiles());
    const { handle, head } = await opened;
    expect(head).toEqual({ kind: 'classes', classes: ['ring', 'not'] });
    expect(server.requests).not.toContain('GET /demo/a.bin');
    expect(await ingest.answers(handle)).toEqual({ rows: 3, columns: 2, values: answers });
    await server.close();

    const without = await bakedFiles();
    const manifest = JSON.parse(new TextDecoder().decode(without.get('demo/sky.json')));
    without.set(
      'demo/sky.json',
      new TextEncoder().encode(JSON.stringify({ ...manifest, answers: undefined })),
    );
    const other = await open(without);
    const catalogue = await other.opened;
    expect(catalogue.head).toBeUndefined();
    await expect(other.ingest.answers(catalogue.handle)).rejects.toThrow(
      'need a catalogue that brings predictions',
    );
  });

  it('is refused when its components are altered, and gives no image of an altered table', async () => {
    const altered = await bakedFiles();
    altered.get('demo/c.bin')![3] ^= 1;
    await expect((await open(altered)).opened).rejects.toThrow(
      /^c\.bin is not the file its manifest names .*SHA-256/,
    );
    await server.close();

    const files = await bakedFiles();
    files.get('demo/t.parquet')![40] ^= 1; // within an image
    const { ingest, opened } = await open(files);
    const { handle } = await opened;
    await expect(ingest.images(handle, Uint32Array.of(0))).rejects.toThrow(/^t\.parquet is not the file/);
  });

  it('is refused in a sentence when a file is missing, short or of another format', async () => {
    const missing = await bakedFiles();
    missing.delete('demo/c.bin');
    await expect((await open(missing)).opened).rejects.toThrow(
      'c.bin could not be fetched: the server answered 404',
    );
    await server.close();
    const short = await bakedFiles();
    short.set('demo/t.parquet', short.get('demo/t.parquet')!.slice(1));
    await expect((await open(short)).opened).rejects.toThrow('t.parquet is not the file its manifest names');
    await server.close();
    const page = new Map([['demo/sky.json', new TextEncoder().encode('<!doctype html>')]]);
    await expect((await open(page)).opened).rejects.toThrow('is not JSON: it begins "<!doctype html>"');
    await server.close();
    const other = new Map([['demo/sky.json', new TextEncoder().encode('{"format": "x"}')]]);
    await expect((await open(other)).opened).rejects.toThrow('need format "morphospace-baked-1", got "x"');
  });

  it('packs components as 16-bit floats: mean, axes, values', async () => {
    const files = await bakedFiles();
    const manifest = JSON.parse(new TextDecoder().decode(files.get('demo/sky.json'))) as BakedManifest;
    expect(unpackComponents(manifest, files.get('demo/c.bin')!)).toEqual(components);
    server = await serveFiles(new Map());
  });
});
