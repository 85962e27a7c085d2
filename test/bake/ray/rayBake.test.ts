import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadNodeEncoder, startNodeBackend } from '../../../bake/nodeEncoder.ts';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { representationsOf } from '../../../bake/representations.ts';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { bytesOfUrl } from '../../../src/data/bytes/byteSource.ts';
import { columnLimits, countValues } from '../../../src/data/tiles/columnCounts.ts';
import { fetchTiledManifest, fetchTiles, tilePath } from '../../../src/data/tiles/tiledManifest.ts';
import { tiledNeighbours } from '../../../src/data/tiles/tiledSearch.ts';
import { unpackVectorLists } from '../../../src/data/tiles/vectorLists.ts';
import { Nearest } from '../../../src/maths/neighbours/nearest.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { type FileServer, serveFiles } from '../../data/bytes/fileServer.ts';
import { doubles, lists, parquetFile, words } from '../../data/catalogues/madeParquet.ts';
import { fixtures } from '../../data/fixtureFiles.ts';
import { folderFiles, hasModules, runPython } from './python.ts';

const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const n = 3000;
const width = 24;
const mostPoints = 400;
const random = createRandom(5);
const clumps = Array.from({ length: n }, () => random.integer(9));
const centres = Float32Array.from({ length: 9 * width }, () => 3 * random.normal());
const vectors = clumps.map(clump =>
  Array.from({ length: width }, (_, j) => centres[clump * width + j] + random.normal() / Math.sqrt(1 + j)),
);
const redshifts = vectors.map((_, row) => (row % 7 === 0 ? null : random.uniform()));
const ids = vectors.map((_, row) => `J${1000 + row}`);
const bake = (...args: string[]) => runPython(['-m', 'morphospace_bake', ...args, '--map', 'components']);

describe.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec', 'PIL'))(
  'the Ray bake in one process (Python with pyarrow)',
  () => {
    let server: FileServer;
    let input: OpenedCatalogue;
    let manifestUrl: string;
    const output = join(folder, 'survey');
    const options = ['--address', 'none', '--pca', '64', '--most-points', String(mostPoints)];

    beforeAll(async () => {
      const parts = join(folder, 'input');
      mkdirSync(parts);
      for (const [part, first] of [0, 1200].entries()) {
        const rows = <T>(values: T[]) => values.slice(first, part === 0 ? 1200 : n);
        const columns = [
          words('objid', rows(ids)),
          doubles('redshift', rows(redshifts)),
          words('clump', rows(clumps.map(clump => 'abcdefghi'[clump]))),
          doubles('x', rows(clumps)),
          lists('embedding', {}, rows(vectors)),
        ];
        const file = await parquetFile(columns);
        writeFileSync(join(parts, `${part}.parquet`), new Uint8Array(await file.arrayBuffer()));
      }
      const { stderr, status } = bake(parts, output, ...options);
      expect(stderr).toContain(`holds ${n} galaxies`);
      expect(status).toBe(0);
      server = await serveFiles(folderFiles(output));
      manifestUrl = `${server.url}catalogue.json`;
      input = await nodeIngest().open({ kind: 'url', url: manifestUrl, name: 'catalogue.json' });
    }, 120_000);
    afterAll(() => server?.close());

    it('opens in the app as a sample of the survey, each galaxy with its own columns and vector', () => {
      expect(input).toMatchObject({
        name: 'input',
        rowCount: mostPoints,
        tiled: { manifestUrl, rowCount: n },
      });
      expect(input.columns.map(column => column.name)).toEqual(['redshift', 'clump', 'x of the input']);
      const [redshift, clump] = input.columns;
      for (let at = 0; at < mostPoints; at += 37) {
        const row = ids.indexOf(input.ids.at(at)!);
        expect(redshift.kind === 'number' && redshift.values[at]).toBe(redshifts[row] ?? Number.NaN);
        expect(clump.kind === 'category' && clump.categories[clump.codes[at]]).toBe('abcdefghi'[clumps[row]]);
      }
      expect(input.basis).toMatchObject({ axes: { rows: width, columns: width } });
      expect(input.positions?.every(Number.isFinite)).toBe(true);
    });

    it('has each galaxy once in tables and tiles, and counts as the app counts', async () => {
      const manifest = await fetchTiledManifest(manifestUrl);
      const ingest = nodeIngest();
      const opened = (path: string) => ingest.open({ kind: 'url', url: `${server.url}${path}`, name: path });
      const [table] = await Promise.all(manifest.tables.map(({ file }) => opened(file)));
      expect([...table.ids].sort()).toEqual(ids.toSorted());
      const tiles = await fetchTiles(manifestUrl, manifest.tiles.file);
      const tiled = await Promise.all(
        tiles.map(async tile => [...(await opened(`${tilePath(tile)}.parquet`)).ids]),
      );
      expect(tiled.flat().sort()).toEqual(ids.toSorted());
      expect(tiles.length).toBeGreaterThan(4);
      const groups = 'import sys, pyarrow.parquet as pq; print(pq.read_metadata(sys.argv[1]).num_row_groups)';
      const { stdout } = runPython(['-c', groups, join(output, 'columns/0000.parquet')]);
      expect(Number(stdout)).toBe(Math.ceil(n / 512)); // as docs/format.md promises
      const all = Uint32Array.from(ids.keys());
      for (const [i, column] of table.columns.entries()) {
        const counts = countValues(column, all, columnLimits(column));
        const told = manifest.columns[i];
        expect(told.name).toBe(column.name);
        const byWord =
          column.kind === 'category' &&
          Object.fromEntries(column.categories.map((word, w) => [word, counts!.counts[w]]));
        if (byWord)
          expect(
            Object.fromEntries(told.categories!.map((word, w) => [word, told.counts!.counts[w]])),
          ).toEqual(byWord);
        else expect(told.counts).toEqual(counts);
        expect(tiles[0].counts[i]).toEqual(told.counts);
      }
    });

    it('is searched as the app searches, as well as its manifest says', async () => {
      const manifest = await fetchTiledManifest(manifestUrl);
      const packed = await (await fetch(`${server.url}lists.bin`)).arrayBuffer();
      const bytes = await bytesOfUrl(`${server.url}vectors.bin`, 'vectors.bin');
      const space = { lists: unpackVectorLists(packed, manifest), bytes, read: new Map() };
      const [table] = await Promise.all(
        manifest.tables.map(({ file }) =>
          nodeIngest().open({ kind: 'url', url: `${server.url}${file}`, name: file }),
        ),
      );
      const { mean, axes } = input.basis!;
      const { lists: read, recall } = manifest.lists.recall.find(each => each.recall >= 0.9)!;
      let found = 0;
      for (let row = 5; row < n; row += 150) {
        const exact = new Nearest(11);
        for (let i = 0; i < n; i++)
          exact.offer(i, Math.hypot(...vectors[row].map((value, j) => value - vectors[i][j])));
        const query = Float32Array.from({ length: width }, (_, k) =>
          vectors[row].reduce((sum, value, j) => sum + (value - mean[j]) * axes.values[k * width + j], 0),
        );
        const { rows } = await tiledNeighbours(space, query, { k: 11, lists: read });
        expect(table.ids.at(rows[0])).toBe(ids[row]);
        const wanted = new Set(Array.from(exact.take().indices, i => ids[i]));
        found += [...rows].filter(place => wanted.has(table.ids.at(place)!)).length / 11 / 20;
      }
      expect(Math.abs(found - recall)).toBeLessThan(0.06); // of 20 galaxies here, of 200 there
    });

    it('goes on where it was interrupted, and refuses the parts of another input', () => {
      rmSync(output, { recursive: true });
      rmSync(join(folder, 'survey.work/parts/00000001.parquet'));
      const again = bake(join(folder, 'input'), output, ...options);
      expect(again.stderr).toContain('1 of 2 blocks were baked before.');
      expect(again.stderr).toContain('Block 1 of 1: 1800 galaxies, 0 failed.');
      expect(again.stderr).toContain(`holds ${n} galaxies`);
      rmSync(output, { recursive: true });
      const other = bake(join(folder, 'input/0.parquet'), output, ...options);
      expect(other.stderr).toContain('to be of this input and these weights; it is of others');
      expect(other.status).toBe(1);
    });
  },
);

/** Files of which each has columns that others lack; one is damaged where `damaged` is given. */
const unevenInput = `
import os, sys
import numpy as np, pyarrow as pa, pyarrow.parquet as pq
folder, damaged = sys.argv[1], len(sys.argv) > 2
os.makedirs(folder, exist_ok=True)
random = np.random.default_rng(3)
def vectors(rows):
    return list(random.normal(size=(rows, 8)).astype("f4"))
first = [None] * 256 + vectors(344)
first[300] = random.normal(size=9).astype("f4")
pq.write_table(pa.table({
    "pgc": pa.array(range(600), pa.uint64()), "mass": random.normal(size=600), "mixed": range(600),
    "halo": pa.array([7] * 600, pa.uint64()), "key": pa.array([2**64 - 1] * 600, pa.uint64()),
    "embedding": pa.array(first, pa.list_(pa.float32())),
}), folder + "/a.parquet")
pq.write_table(pa.table({
    "pgc": pa.array(range(600, 700), pa.uint64()), "shape": ["round", "edge-on"] * 50, "mixed": ["word"] * 100,
    "embedding": vectors(100),
}), folder + "/b.parquet")
pq.write_table(pa.table({"pgc": pa.array(range(700, 800), pa.uint64()), "mass": np.ones(100), "embedding": vectors(100)}), folder + "/c.parquet")
if damaged:
    with open(folder + "/c.parquet", "r+b") as file:
        file.seek(4)
        file.write(b"\\xff" * 2000)
`;
const tableOf = `
import json, sys, pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
print(json.dumps({name: dict(zip(table["id"].to_pylist(), table[name].to_pylist())) for name in table.column_names}))
`;

describe.skipIf(!hasModules('numpy', 'pyarrow', 'fsspec'))(
  'the Ray bake of files that differ (Python with pyarrow)',
  () => {
    const input = join(folder, 'uneven');
    const output = join(folder, 'uneven-survey');
    const baked = () => bake(input, output, '--address', 'none');
    const failed = () => JSON.parse(readFileSync(join(output, 'failed.json'), 'utf8'));

    it('says what is missing, and tries it again when it is told to', () => {
      runPython(['-c', unevenInput, input, 'damaged']);
      const first = baked();
      expect(first.status, first.stderr).toBe(3);
      expect(first.stderr).toContain('holds 443 galaxies'); // 700 without 256 of none and one of 9 numbers
      expect(first.stderr).toContain('100 more could not be read');
      expect(failed()).toHaveLength(258);
      expect(failed()[256].problem).toBe('300 (row 300) has a representation of 9 numbers, not of 8.');
      expect(failed()[257]).toMatchObject({
        ...{ row: 700, rows: 100 },
        problem: expect.stringContaining('c.parquet'),
      });
      const inVain = baked();
      expect([inVain.status, inVain.stderr]).toEqual([1, expect.stringContaining('stays as it is')]);

      expect(runPython(['-c', unevenInput, input]).status).toBe(0);
      const again = baked();
      expect(again.status, again.stderr).toBe(0);
      expect(again.stderr).toContain('2 of 3 blocks were baked before.');
      expect(again.stderr).toContain('holds 543 galaxies');
      expect(failed()).toHaveLength(257);
      const whole = baked();
      expect([whole.status, whole.stderr]).toEqual([1, expect.stringContaining('holds a whole catalogue')]);
    }, 120_000);

    it('has the columns of every file, as the app would type them', () => {
      const { stdout, stderr } = runPython(['-c', tableOf, join(output, 'columns/0000.parquet')]);
      expect(stderr).toBe('');
      const table = JSON.parse(stdout);
      const manifest = JSON.parse(readFileSync(join(output, 'catalogue.json'), 'utf8'));
      const kinds = manifest.columns.map(({ name, kind }: { name: string; kind: string }) => [name, kind]);
      expect(Object.fromEntries(kinds)).toEqual({
        ...{ mass: 'number', mixed: 'text', halo: 'number', key: 'text', shape: 'category' },
      });
      const [inFirst, inSecond, inThird] = ['301', '600', '700'];
      expect([table.shape[inFirst], table.shape[inSecond], table.shape[inThird]]).toEqual([
        ...[null, 'round', null],
      ]);
      expect([table.mass[inSecond], table.mass[inThird]]).toEqual([null, 1]);
      expect([table.mixed[inFirst], table.mixed[inSecond], table.mixed[inThird]]).toEqual([
        ...['301', 'word', null],
      ]);
      expect([table.halo[inFirst], table.key[inFirst], table.key[inThird]]).toEqual([
        ...[7, '18446744073709551615', null],
      ]);
    });

    it('refuses with a sentence files without rows, none wanted, and representations of two lengths', {
      timeout: 120_000,
    }, () => {
      const other = (script: string, ...args: string[]) => {
        const path = join(folder, 'other.parquet');
        const written = `import sys, numpy as np, pyarrow as pa, pyarrow.parquet as pq\n${script}`;
        expect(runPython(['-c', written, path]).status).toBe(0);
        const { status, stderr } = bake(path, join(folder, `other${random.integer(1e9)}`), ...args);
        expect(status, stderr).toBe(1);
        expect(stderr).not.toContain('Traceback');
        return stderr;
      };
      const alone = ['--address', 'none'];
      const none =
        'pq.write_table(pa.table({"embedding": pa.array([], pa.list_(pa.float32()))}), sys.argv[1])';
      expect(other(none, ...alone)).toContain('without a row');
      const two =
        'pq.write_table(pa.table({"embedding": [np.ones(3, "f4")] * 2048 + [np.ones(4, "f4")] * 20}), sys.argv[1], row_group_size=2048)';
      expect(other(two, ...alone)).toContain('need representations of one length');
      expect(other(two, ...alone, '--limit', '0')).toContain('need a --limit of 1 or more');
    });
  },
);

describe.skipIf(!hasModules('ray', 'onnxruntime', 'PIL', 'pyarrow', 'fsspec'))(
  'the Ray bake on Ray (Python with Ray and onnxruntime)',
  () => {
    it('gives the representations of the Node bake, and lists what it cannot read', async () => {
      const images = join(folder, 'images');
      mkdirSync(images);
      for (const name of ['rgb.jpg', 'progressive.jpg', 'grey.png', 'rgba.webp'])
        copyFileSync(new URL(name, fixtures), join(images, name));
      writeFileSync(join(images, 'broken.jpg'), readFileSync(new URL('rgb.jpg', fixtures)).subarray(0, 700));
      writeFileSync(join(images, 'table.csv'), 'file,redshift\nrgb.jpg,0.1\ngrey.png,\nrgba.webp,0.3\n');
      const output = join(folder, 'from-images');
      const { stderr } = bake(images, output, '--weights', 'small', '--actors', '1', '--images');
      expect(stderr).toContain('holds 4 galaxies');
      const failed = JSON.parse(readFileSync(join(output, 'failed.json'), 'utf8'));
      expect(failed).toMatchObject([
        {
          row: 0,
          id: 'broken',
          problem: expect.stringMatching(/^broken \(row 0\) has an image that is cut short or damaged/),
        },
      ]);

      const server = await serveFiles(folderFiles(output));
      const reader = nodeIngest();
      const opened = await reader.open({
        kind: 'url',
        url: `${server.url}catalogue.json`,
        name: 'catalogue.json',
      });
      const rgb = [...opened.ids].indexOf('rgb');
      const [image] = await reader.images(opened.handle, Uint32Array.of(rgb));
      await server.close();
      expect(Buffer.from(image.bytes)).toEqual(readFileSync(join(images, 'rgb.jpg')));
      expect([...opened.ids].sort()).toEqual(['grey', 'progressive', 'rgb', 'rgba']);
      expect(opened.weights).toBe('small');
      expect(opened.head).toBeDefined();

      await startNodeBackend(() => performance.now());
      const encoder = await loadNodeEncoder('small');
      const ingest = nodeIngest();
      const source = await ingest.open({
        kind: 'images',
        name: 'images',
        images: ['grey.png', 'progressive.jpg', 'rgb.jpg', 'rgba.webp'].map(path => ({
          path,
          file: new File([readFileSync(join(images, path))], path),
        })),
      });
      const ours = await representationsOf(ingest, source.handle, 4, encoder, () => undefined);
      const script = `
import sys, json, pyarrow.parquet as pq
print(json.dumps(pq.read_table(sys.argv[1])["embedding"].to_pylist()))
`;
      const { stdout } = runPython(['-c', script, join(folder, 'from-images.work/parts/00000000.parquet')]);
      const theirs = (JSON.parse(stdout) as number[][]).flat();
      expect(theirs).toHaveLength(ours.matrix.values.length);
      const off = Math.hypot(...ours.matrix.values.map((value, i) => value - theirs[i]));
      expect(off / Math.hypot(...theirs)).toBeLessThan(1e-3);
      encoder.encoder.dispose();
    }, 240_000);
  },
);
