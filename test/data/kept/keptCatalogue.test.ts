import { describe, expect, it, vi } from 'vitest';
import type { OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { catalogueKey } from '../../../src/data/catalogues/catalogueKey.ts';
import { copiedPieces } from '../../../src/data/kept/copiedPieces.ts';
import { openKept } from '../../../src/data/kept/keptCatalogue.ts';
import { isWholeManifest, type KeptManifest, keptFormat } from '../../../src/data/kept/keptManifest.ts';
import { packColumn, packContents, packRepresentation } from '../../../src/data/kept/packCatalogue.ts';
import { bytesOfPiece, createPiecePlacing } from '../../../src/data/kept/pieces.ts';
import { decodedRows, sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';
import { memoryKeptShelf } from './memoryKeptShelf.ts';

const n = 7;
const values = Float32Array.from({ length: n * 3 }, (_, i) => Math.sin(i));
const basis = {
  mean: Float32Array.of(1, 2, 3, 4),
  axes: { rows: 3, columns: 4, values: Float32Array.from({ length: 12 }, (_, i) => i) },
};
const catalogue: OpenedCatalogue = smallCatalogue(n, {
  ids: ['587722984435351614', 'β Ori', 'a', 'bb', 'ccc', 'd', 'e'],
  raDeg: Float64Array.from({ length: n }, (_, i) => 10.5 * i),
  decDeg: Float64Array.from({ length: n }, (_, i) => -i),
  credit: 'SDSS',
});
const positions = Float32Array.from({ length: 2 * n }, (_, i) => i / 3);
const published = {
  name: 'predicted ring',
  kind: 'number' as const,
  source: 'predicted',
  values: Float32Array.from({ length: n }, (_, i) => i / n),
};

async function shelved() {
  const shelf = memoryKeptShelf();
  const key = catalogueKey(catalogue.name, catalogue.ids);
  let count = 0;
  const { place, takeFresh } = createPiecePlacing(() => `piece ${count++}`);
  const rows = Uint32Array.from({ length: n }, (_, i) => i);
  const manifest: KeptManifest = {
    format: keptFormat,
    ...{ key, name: catalogue.name, rowCount: n, seenMs: 1, bytes: 0 },
    pictures: { kind: 'away', name: 'small.parquet' },
    contents: packContents(catalogue, place),
    representation: packRepresentation(
      { weights: 'galaxy', weightsSha256: 'ab', components: sixteenBitRowsOf(values, 3), rows, basis },
      n,
      place,
    ),
    positions: place('f32', positions),
    map: { layout: { kind: 'components' }, weights: 'galaxy', neighbourRecall: null },
    answers: {
      head: { kind: 'classes', classes: ['a', 'b'] },
      columns: 2,
      values: place(
        'f32',
        Float32Array.from({ length: 2 * n }, (_, i) => i),
      ),
    },
    published: [packColumn(published, place)],
  };
  await shelf.putPieces(key, await copiedPieces(takeFresh()));
  await shelf.putManifest(manifest);
  return { shelf, key, manifest };
}
const noSource = () => Promise.reject(new Error('not asked for'));

describe('openKept', () => {
  it('gives back every number and word that was put in', async () => {
    const { shelf, key, manifest } = await shelved();
    const kept = await openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource);
    const { contents } = kept;
    expect([...contents.ids]).toEqual([...catalogue.ids]);
    expect(contents.ids.find('β Ori')).toBe(1);
    expect(contents.raDeg).toEqual(catalogue.raDeg);
    expect(contents.decDeg).toEqual(catalogue.decDeg);
    expect(contents.positions).toEqual(positions);
    expect(contents.credit).toBe('SDSS');
    expect(contents.basis).toEqual(basis);
    expect(decodedRows(contents.components!)).toEqual(decodedRows(sixteenBitRowsOf(values, 3)));
    for (const [i, column] of catalogue.columns.entries()) {
      const same = contents.columns[i];
      if (column.kind === 'text' && same.kind === 'text')
        expect([...same.values]).toEqual([...column.values]);
      else expect(same).toEqual(column);
    }
    expect(contents.restored?.published).toEqual([published]);
    expect(contents.restored).toMatchObject({ picturesIn: 'small.parquet', map: manifest.map });
    expect(contents).toMatchObject({ formerWeights: 'galaxy', weightsSha256: 'ab' });
    expect(contents.weights).toBeUndefined();
    expect((await kept.readAnswers!()).values[13]).toBe(13);
    expect(contents.problems).toEqual([]);
  });

  it('names what is damaged and opens the rest', async () => {
    const { shelf, key, manifest } = await shelved();
    shelf.pieces.set(`${key}/${manifest.representation!.coarse.piece}`, new Blob(['short']));
    shelf.pieces.delete(`${key}/${manifest.positions!.piece}`);
    const { contents } = await openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource);
    expect(contents.components).toBeUndefined();
    expect(contents.positions).toBeUndefined();
    expect([...contents.ids]).toEqual([...catalogue.ids]);
    expect(contents.problems.map(({ sentence }) => sentence).sort()).toEqual([
      expect.stringContaining('The map could not be read'),
      expect.stringContaining('The representation could not be read'),
    ]);
  });

  it('refuses with a sentence without its ids, and where it is gone', async () => {
    const { shelf, key, manifest } = await shelved();
    shelf.pieces.delete(`${key}/${manifest.contents.ids.bytes.piece}`);
    await expect(openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource)).rejects.toThrow(
      /^small is damaged in this browser’s storage \(need 32 bytes of piece \d+; got none\): open its file again\.$/,
    );
    await shelf.remove(key);
    await expect(openKept({ kind: 'kept', key, name: 'small' }, shelf, noSource)).rejects.toThrow(
      /no longer kept/,
    );
  });

  it('opens the files of its pictures once, and only those of the same galaxies', async () => {
    const { shelf, key, manifest } = await shelved();
    const file = { piece: 'copy', path: 'folder/small.parquet', bytes: 5 };
    await shelf.putPieces(key, [{ name: 'copy', bytes: new Blob(['12345']) }]);
    await shelf.putManifest({
      ...manifest,
      pictures: { kind: 'copies', of: 'file', name: 'small.parquet', files: [file] },
    });
    const asked: unknown[] = [];
    let closed = 0;
    const found = (ids: readonly string[]) => ({
      close: () => void closed++,
      contents: smallCatalogue(n, { ids }),
      readImages: async (rows: Uint32Array) => Array.from(rows, row => ({ row, problem: 'none' })),
    });
    const same = await openKept({ kind: 'kept', key, name: 'small' }, shelf, async source => {
      asked.push(source);
      return found([...catalogue.ids]);
    });
    expect(same.contents.hasImages).toBe(true);
    await same.readImages(Uint32Array.of(0));
    await same.readImages(Uint32Array.of(1));
    expect(asked).toEqual([
      { kind: 'file', file: expect.objectContaining({ name: 'small.parquet', size: 5 }) },
    ]);
    same.close?.();
    await vi.waitFor(() => expect(closed).toBe(1));
    const other = await openKept({ kind: 'kept', key, name: 'small' }, shelf, async () =>
      found(['1', '2', '3', '4', '5', '6', '7']),
    );
    await expect(other.readImages(Uint32Array.of(0))).rejects.toThrow(/of other galaxies now/);
    expect(closed).toBe(2); // the files of the others, which nobody will read
  });
});

describe('createPiecePlacing', () => {
  it('writes an array once, and again only where that failed', () => {
    let count = 0;
    const placing = createPiecePlacing(() => `${count++}`);
    const numbers = Float64Array.of(1, 2, 3);
    const ref = placing.place('f64', numbers);
    expect(bytesOfPiece(ref)).toBe(24);
    expect(placing.place('f64', numbers)).toEqual(ref);
    const fresh = placing.takeFresh();
    expect(fresh).toEqual([{ name: '0', numbers }]);
    expect(placing.takeFresh()).toEqual([]);
    placing.giveBack(fresh);
    expect(placing.takeFresh()).toEqual(fresh);
  });
});

describe('isWholeManifest', () => {
  it('takes what was written and nothing else', async () => {
    const { manifest } = await shelved();
    expect(isWholeManifest(structuredClone(manifest))).toBe(true);
    for (const field of ['format', 'key', 'contents', 'pictures', 'published'])
      expect(isWholeManifest({ ...manifest, [field]: undefined })).toBe(false);
  });
});
