import { expect, it, vi } from 'vitest';
import type { EncodedImage } from '../../src/contracts/ingest.ts';
import { createImageCache } from '../../src/session/images.ts';

function source() {
  const fetch = vi.fn(
    async (rows: Uint32Array): Promise<EncodedImage[]> =>
      [...rows]
        .filter(row => row !== 13)
        .map(row => ({ row, type: 'image/jpeg', bytes: new Uint8Array([row]) })),
  );
  return fetch;
}

it('asks once for all images wanted in the same moment, and never again for one it has', async () => {
  const fetch = source();
  const cache = createImageCache();
  cache.reset(fetch);
  const [a, b, again, missing] = await Promise.all([cache.url(1), cache.url(2), cache.url(1), cache.url(13)]);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(again).toBe(a);
  expect(b).not.toBe(a);
  expect(missing).toBeNull();
  expect(await cache.url(2)).toBe(b);
  expect(fetch).toHaveBeenCalledTimes(1);
});

it('lets a failed request be tried again', async () => {
  const cache = createImageCache();
  let fail = true;
  cache.reset(async rows => {
    if (fail) throw new Error('the file is gone');
    return [{ row: rows[0], type: 'image/png', bytes: new Uint8Array(1) }];
  });
  await expect(cache.url(4)).rejects.toThrow('the file is gone');
  fail = false;
  expect(await cache.url(4)).toMatch(/^blob:/);
});

it('does not hand an image of the former catalogue to the next', async () => {
  const cache = createImageCache();
  let release: () => void = () => {};
  cache.reset(async rows => {
    await new Promise<void>(resolve => {
      release = resolve;
    });
    return [{ row: rows[0], type: 'image/png', bytes: new Uint8Array(1) }];
  });
  const old = cache.url(4);
  await Promise.resolve();
  await Promise.resolve();
  cache.reset(source());
  release();
  await old;
  expect(cache.known(4)).toBeUndefined();
});
