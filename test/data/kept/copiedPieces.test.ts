import { describe, expect, it, vi } from 'vitest';
import { copiedPieces } from '../../../src/data/kept/copiedPieces.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const words = (count: number, seed: number, buffer: ArrayBufferLike = new ArrayBuffer(8 + 4 * count)) => {
  const numbers = new Uint32Array(buffer, 8, count); // a view that does not begin with its buffer
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) numbers[i] = Math.floor(2 ** 32 * random.uniform());
  return numbers;
};

describe('copiedPieces', () => {
  it('copies small arrays in one turn, which a page that closes still has', async () => {
    let turns = 0;
    const fresh = ['a', 'b', 'c'].map((name, i) => ({ name, numbers: words(1000, i) }));
    const pieces = await copiedPieces(fresh, async () => void turns++);
    expect(turns).toBe(0);
    expect(pieces.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    for (const [i, { bytes }] of pieces.entries())
      expect(new Uint32Array(await bytes.arrayBuffer())).toEqual(fresh[i].numbers);
  });

  it('lets others have their turn while it copies 12 MB, shared memory included', async () => {
    let turns = 0;
    const shared = words(2_000_000, 1, new SharedArrayBuffer(8_000_008));
    const fresh = [
      { name: 'shared', numbers: shared },
      { name: 'own', numbers: words(1_000_000, 2) },
    ];
    const pieces = await copiedPieces(fresh, async () => void turns++);
    expect(turns).toBeGreaterThanOrEqual(2);
    for (const [i, { bytes }] of pieces.entries()) {
      const copied = new Uint32Array(await bytes.arrayBuffer());
      expect(Buffer.compare(Buffer.from(copied.buffer), Buffer.from(fresh[i].numbers.slice().buffer))).toBe(
        0,
      );
    }
  });

  it('copies no more than 16 MB before the browser has taken them', async () => {
    const fresh = Array.from({ length: 12 }, (_, i) => ({ name: `${i}`, numbers: words(1_000_000, i) }));
    const untaken: (() => void)[] = [];
    const taken = () => new Promise<void>(resolve => untaken.push(resolve));
    let isDone = false;
    const pieces = copiedPieces(fresh, async () => {}, taken).finally(() => {
      isDone = true;
    });
    for (const times of [1, 2]) {
      await vi.waitFor(() => expect(untaken).toHaveLength(times));
      await new Promise(resolve => setTimeout(resolve, 10));
      expect(untaken).toHaveLength(times);
      expect(isDone).toBe(false);
      untaken[times - 1]();
    }
    expect(await pieces).toHaveLength(12);
    expect(untaken).toHaveLength(2); // the rest is less than 16 MB
  });

  it('waits by itself without an end', async () => {
    const [{ bytes }] = await copiedPieces([{ name: 'own', numbers: words(2_200_000, 3) }]);
    expect(bytes.size).toBe(8_800_000);
  });
});
