import { describe, expect, it } from 'vitest';
import { glide } from '../../../../src/features/map/layouts/glide.ts';

/** Frames every 100 ms. */
function frames() {
  let ms = 0;
  return async () => {
    ms += 100;
    return ms;
  };
}

const from = Float32Array.of(0, 0, Number.NaN, Number.NaN);
const to = Float32Array.of(10, -10, 4, 4);

async function shown(nextFrame: ReturnType<typeof frames> | null, signal = new AbortController().signal) {
  const seen: { positions: Float32Array; onTheWay: boolean }[] = [];
  await glide(from, to, (positions, onTheWay) => seen.push({ positions, onTheWay }), nextFrame, signal);
  return seen;
}

describe('glide', () => {
  it('goes forward only, between the two, and ends exactly there', async () => {
    const seen = await shown(frames());
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.at(-1)).toEqual({ positions: to, onTheWay: false });
    const places = seen.map(({ positions }) => positions[0]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(seen.slice(0, -1).every(({ onTheWay }) => onTheWay)).toBe(true);
    expect(seen[1].positions[2]).toBeNaN(); // from nowhere to somewhere there is no way
  });

  it('is there at once where nobody wants motion', async () => {
    expect(await shown(null)).toEqual([{ positions: to, onTheWay: false }]);
  });

  it('shows nothing more once it is called off', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await shown(frames(), stop.signal)).toEqual([]);
  });
});
