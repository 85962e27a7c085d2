import { describe, expect, it } from 'vitest';
import type { PixelBatch } from '../../../src/contracts/ingest.ts';
import { type EmbeddingSteps, embedCatalogue } from '../../../src/features/models/embedCatalogue.ts';

/** Steps whose "representation" of a row is the row number itself, and a record of what was asked. */
function fakeSteps(rowCount: number, batchSize: number, unreadable: number[] = []) {
  const kept = new Map<number, number>();
  const record = { kept, published: [] as { count: number; complete: boolean }[], ahead: 0, deepest: 0 };
  const steps: EmbeddingSteps = {
    rowCount,
    batchSize,
    async pixels(rows): Promise<PixelBatch> {
      record.ahead++;
      record.deepest = Math.max(record.deepest, record.ahead);
      const good = rows.filter(row => !unreadable.includes(row));
      const problems = [...rows]
        .filter(row => unreadable.includes(row))
        .map(row => ({ row, sentence: `row ${row}` }));
      return { rows: good, sidePx: 1, pixels: new Uint8Array(good.length * 3), problems };
    },
    async embed(batch) {
      record.ahead--;
      return { vectors: Float32Array.from(batch.rows) };
    },
    async keep(rows, { vectors }) {
      rows.forEach((row, i) => {
        if (kept.has(row)) throw new Error(`row ${row} came twice`);
        kept.set(row, vectors[i]);
      });
    },
    async publish(complete) {
      record.published.push({ count: kept.size, complete });
    },
  };
  return { steps, record };
}

describe('embedding a catalogue', () => {
  it('keeps every readable row once, publishes the sample, each doubling and the end, and decodes one batch ahead', async () => {
    const { steps, record } = fakeSteps(10_000, 64, [5, 9_999]);
    const seen: number[] = [];
    const result = await embedCatalogue(steps, { onProgress: p => seen.push(p.done) });
    expect(record.kept.size).toBe(9_998);
    for (const [row, value] of record.kept) expect(value).toBe(row);
    expect(result.problems.map(p => p.row).sort()).toEqual([5, 9_999]);
    expect(record.published.map(p => p.complete)).toEqual([false, false, false, false, false, true]);
    expect(record.deepest).toBe(2);
    expect(seen.at(-1)).toBe(10_000);
  });

  it('publishes what there is when cancelled, and says it was cancelled', async () => {
    const { steps, record } = fakeSteps(1000, 50);
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => done >= 200 && controller.abort();
    await expect(embedCatalogue(steps, { signal: controller.signal, onProgress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(record.kept.size).toBe(200);
    expect(record.published).toEqual([{ count: 200, complete: false }]);
  });

  it('passes on a failure of a step that was asked for ahead of time', async () => {
    const { steps } = fakeSteps(200, 50);
    const pixels = steps.pixels;
    let calls = 0;
    steps.pixels = rows => (++calls === 3 ? Promise.reject(new Error('the file is gone')) : pixels(rows));
    await expect(embedCatalogue(steps, {})).rejects.toThrow('the file is gone');
  });
});
