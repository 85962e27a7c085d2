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
});

describe('orderOf', () => {
  it('tells orders apart, and where ids end', () => {
    expect(orderOf(['a', 'b'])).toBe(orderOf(['a', 'b']));
    expect(orderOf(['a', 'b'])).not.toBe(orderOf(['b', 'a']));
    expect(orderOf(['ab', 'c'])).not.toBe(orderOf(['a', 'bc']));
  });
});
