import { describe, expect, it } from 'vitest';
import type { OpenedCatalogue } from '../../../../src/contracts/ingest.ts';
import { catalogueKey } from '../../../../src/data/catalogues/catalogueKey.ts';
import { type KeptManifest, keptFormat } from '../../../../src/data/kept/keptManifest.ts';
import { packContents } from '../../../../src/data/kept/packCatalogue.ts';
import { orderOf } from '../../../../src/features/ingest/recent/orderOf.ts';
import { recall } from '../../../../src/features/ingest/recent/recall.ts';
import { memoryKeptShelf } from '../../../data/kept/memoryKeptShelf.ts';
import { allRows, ramp, smallCatalogue } from '../../smallCatalogue.ts';

const n = 4;
const file = new File(['four'], 'small.parquet');
const made = {
  name: 'made',
  kind: 'number' as const,
  source: 'explore',
  values: Float32Array.of(1, 2, 3, 4),
};

async function recalled(opened: OpenedCatalogue, kept: OpenedCatalogue) {
  const shelf = memoryKeptShelf();
  const manifest: KeptManifest = {
    format: keptFormat,
    ...{ key: catalogueKey(kept.name, kept.ids), name: kept.name, rowCount: n, seenMs: 1, bytes: 0 },
    pictures: { kind: 'away', name: file.name, bytes: file.size },
    contents: packContents(kept, (kind, numbers) => ({ piece: 'p', kind, length: numbers.length })),
    published: [],
  };
  await shelf.putManifest(manifest);
  const worker = {
    open: async () => kept,
    close: async () => {},
    answers: () => Promise.reject(new Error()),
    join: () => Promise.reject(new Error()),
  };
  return recall(opened, { kind: 'file', file }, shelf, worker, {});
}

describe('recall', () => {
  const view = null;
  it('gives back columns where the file has its own representation, which stays', async () => {
    const components = ramp(n, 2);
    const kept = smallCatalogue(n, { components: ramp(n, 3), restored: { published: [made], view } });
    const found = await recalled(smallCatalogue(n, { components }), kept);
    expect(found.components).toBe(components);
    expect(found.restored?.published).toEqual([made]);
  });

  it('gives back a map of the file’s own representation, and none of another', async () => {
    const positions = Float32Array.from({ length: 2 * n }, (_, i) => i);
    const kept = { components: ramp(n, 2), positions, restored: { published: [], view } };
    const own = smallCatalogue(n, { components: ramp(n, 2), weights: 'galaxy' });
    expect((await recalled(own, smallCatalogue(n, { ...kept, weights: 'galaxy' }))).positions).toBe(
      positions,
    );
    expect((await recalled(own, smallCatalogue(n, { ...kept, weights: 'other' }))).positions).toBeUndefined();
  });

  it('gives back columns of a catalogue without representation', async () => {
    const kept = smallCatalogue(n, { restored: { published: [made], view } });
    expect((await recalled(smallCatalogue(n), kept)).restored?.published).toEqual([made]);
  });

  it('leaves a catalogue whose rows are in another order as it came', async () => {
    const ids = Array.from(allRows(n), row => `g${n - 1 - row}`);
    const kept = smallCatalogue(n, { components: ramp(n, 3), restored: { published: [made], view } });
    const opened = smallCatalogue(n, { ids });
    expect(catalogueKey(opened.name, opened.ids)).toBe(catalogueKey(kept.name, kept.ids));
    expect(await recalled(opened, kept)).toBe(opened);
  });

  describe('of a catalogue that was added to', () => {
    const grown = smallCatalogue(n + 1, {
      ...{ handle: 7, hasImages: true, key: catalogueKey('small', smallCatalogue(n).ids) },
      added: [{ name: 'new', rowCount: 1, columns: [] }],
      restored: { published: [made], view, picturesIn: 'small.parquet' },
    });
    async function recalledWith(source: File) {
      const shelf = memoryKeptShelf();
      const away = { kind: 'away' as const, name: file.name, bytes: file.size };
      const manifest: KeptManifest = {
        format: keptFormat,
        ...{ key: grown.key!, name: 'small', rowCount: n + 1, seenMs: 1, bytes: 0, pictures: away },
        additions: [{ name: 'new', rowCount: 1, columns: [], pictures: away, from: 'new 1-00' }],
        contents: packContents(grown, (kind, numbers) => ({ piece: 'p', kind, length: numbers.length })),
        published: [],
      };
      await shelf.putManifest(manifest);
      const closed: number[] = [];
      const joined: unknown[] = [];
      const worker = {
        open: async () => grown,
        close: async (handle: number) => void closed.push(handle),
        answers: () => Promise.reject(new Error()),
        join: async (parts: unknown) => -joined.push(parts),
      };
      const opened = smallCatalogue(n, { handle: 3, hasImages: true });
      const found = await recall(opened, { kind: 'file', file: source }, shelf, worker, {});
      return { found, closed, joined };
    }

    it('brings the added galaxies back beside the pictures of the file', async () => {
      const { found, closed, joined } = await recalledWith(file);
      expect([...found.ids]).toEqual([...grown.ids]);
      expect(found).toMatchObject({ handle: -1, key: grown.key, added: grown.added, hasImages: true });
      expect(found.restored).toMatchObject({ published: [made], picturesIn: undefined });
      expect(joined).toEqual([
        [
          { handle: 3, count: n },
          { handle: 7, first: n, count: 1 },
        ],
      ]);
      expect(closed).toEqual([]);
    });

    it('keeps them where the file is another by now, and says so', async () => {
      const { found, closed } = await recalledWith(new File(['other bytes'], 'small.parquet'));
      expect(found.handle).toBe(7);
      expect(found.problems[0].sentence).toMatch(
        /^small is not the file it was when galaxies were added to it \(new\)/,
      );
      expect(closed).toEqual([3]);
    });
  });
});

describe('orderOf', () => {
  it('tells orders apart, and where ids end', () => {
    expect(orderOf(['a', 'b'])).toBe(orderOf(['a', 'b']));
    expect(orderOf(['a', 'b'])).not.toBe(orderOf(['b', 'a']));
    expect(orderOf(['ab', 'c'])).not.toBe(orderOf(['a', 'bc']));
  });
});
