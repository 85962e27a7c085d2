import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { remoteBlockBytes, remoteBytes } from '../../../src/data/remote/remoteBytes.ts';
import { createForgivingShelf, createMemoryShelf } from '../../../src/data/remote/remoteShelf.ts';
import { type RecordedHost, recordedHost } from './recordedHost.ts';

const bytes = Uint8Array.from({ length: 3.5 * remoteBlockBytes }, (_, i) => (i * 7 + (i >> 12)) & 255);
const quick = { firstWaitMs: 1 };
let host: RecordedHost;
beforeAll(async () => {
  host = await recordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.answers.clear();
  host.requests.length = 0;
});
const at = (path: string) => ({
  url: `${host.url}${path}`,
  name: 'gz2.parquet',
  page: 'https://hub.example/gz2',
});
/** True where bytes are those of the file from there to there; a comparison by the test runner would take seconds. */
const isPart = (found: ArrayBuffer, from: number, to?: number) =>
  Buffer.from(found).equals(bytes.subarray(from, to));

describe('remoteBytes', () => {
  it('asks for each block once, neighbours together, and finds them on the shelf the next time', async () => {
    host.answers.set('/a', { bytes, headers: { ETag: '"1"' } });
    const shelf = createMemoryShelf();
    const file = await remoteBytes(at('/a'), shelf, quick);
    expect(file.byteLength).toBe(bytes.length);
    const [tail, middle] = await Promise.all([
      file.slice(-10),
      file.slice(remoteBlockBytes - 3, 2 * remoteBlockBytes + 5),
    ]);
    expect(isPart(tail, -10)).toBe(true);
    expect(isPart(middle, remoteBlockBytes - 3, 2 * remoteBlockBytes + 5)).toBe(true);
    expect(isPart(await file.slice(0), 0)).toBe(true);
    const asked = [
      `GET /a bytes=0-${remoteBlockBytes - 1}`,
      `GET /a bytes=${3 * remoteBlockBytes}-${bytes.length - 1}`,
      `GET /a bytes=${remoteBlockBytes}-${3 * remoteBlockBytes - 1}`,
    ];
    expect(host.requests.toSorted()).toEqual(asked.toSorted());
    host.answers.delete('/a');
    const again = await remoteBytes(at('/a'), shelf, quick);
    expect(isPart(await again.slice(5, 3 * remoteBlockBytes), 5, 3 * remoteBlockBytes)).toBe(true);
    expect(host.requests.length).toBe(3);
  });

  it('takes the whole where a host knows no ranges, and where it hides how long the file is', async () => {
    host.answers.set('/whole', { bytes, ignoresRange: true });
    host.answers.set('/hidden', { bytes, hidesRange: true });
    for (const path of ['/whole', '/hidden']) {
      const file = await remoteBytes(at(path), createMemoryShelf(), quick);
      expect(isPart(await file.slice(0), 0)).toBe(true);
    }
    expect(host.requests.filter(each => each.includes('/whole'))).toHaveLength(1);
    expect(host.requests.at(-1)).toBe('GET /hidden');
    const listed = await remoteBytes(
      { ...at('/hidden'), byteLength: bytes.length },
      createMemoryShelf(),
      quick,
    );
    expect(isPart(await listed.slice(-4), -4)).toBe(true);
    expect(host.requests.at(-1)).toMatch(/bytes=196608-/);
  });

  it('keeps nothing of a whole that is longer or shorter than the file it opened', async () => {
    const other = bytes.map(value => 255 - value).subarray(0, 3 * remoteBlockBytes);
    host.answers.set('/other', [{ bytes }, { bytes: other, ignoresRange: true }, { bytes }]);
    const file = await remoteBytes(at('/other'), createMemoryShelf(), quick);
    await expect(file.slice(remoteBlockBytes, 2 * remoteBlockBytes)).rejects.toThrow('bytes instead of');
    expect(isPart(await file.slice(0, 2 * remoteBlockBytes), 0, 2 * remoteBlockBytes)).toBe(true);
  });

  it('asks a host at most four things at once', async () => {
    const many = new Uint8Array(6 * 64 * remoteBlockBytes);
    host.answers.set('/many', { bytes: many });
    const file = await remoteBytes(at('/many'), createMemoryShelf(), quick);
    host.pace.latencyMs = 5;
    const found = await file.slice(remoteBlockBytes);
    host.pace.latencyMs = 0;
    expect(found.byteLength).toBe(many.length - remoteBlockBytes);
    expect(host.mostAtOnce()).toBeLessThanOrEqual(4);
  });

  it('goes on after a redirect, a busy host, an error, a cut and a stalled answer', async () => {
    host.answers.set('/moved', { status: 302, headers: { Location: '/there' } });
    host.answers.set('/there', [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 503 },
      { bytes, cutAfter: 1000 },
      { bytes },
      { bytes, hangs: true },
      { bytes },
    ]);
    const file = await remoteBytes(at('/moved'), createMemoryShelf(), { ...quick, stallMs: 1500 });
    expect(isPart(await file.slice(-100), -100)).toBe(true);
  });

  it('asks where a redirect led, and the first address again once that has run out', async () => {
    host.answers.set('/moved', { status: 302, headers: { Location: '/signed-1' } });
    host.answers.set('/signed-1', { bytes });
    const file = await remoteBytes(at('/moved'), createMemoryShelf(), quick);
    await file.slice(-10);
    await file.slice(remoteBlockBytes, remoteBlockBytes + 1);
    expect(host.requests.map(each => each.split(' ')[1])).toEqual([
      ...['/moved', '/signed-1', '/moved', '/signed-1', '/signed-1'],
    ]);
    host.answers.set('/moved', { status: 302, headers: { Location: '/signed-2' } });
    host.answers.set('/signed-1', { status: 403 });
    host.answers.set('/signed-2', { bytes });
    expect(
      isPart(
        await file.slice(2 * remoteBlockBytes, 2 * remoteBlockBytes + 9),
        2 * remoteBlockBytes,
        2 * remoteBlockBytes + 9,
      ),
    ).toBe(true);
  });

  it.each([
    ['401', { status: 401 }, 'given access may fetch gz2.parquet: sign in at https://hub.example/gz2'],
    ['404', { status: 404 }, 'is no longer where it was'],
    ['429', { status: 429 }, 'has too much to do (429)'],
    ['500', { status: 500 }, 'answered with error 500'],
    ['a web page', { headers: { 'Content-Type': 'text/html; charset=utf-8' } }, 'sign in to the network'],
    ['a cut body', { bytes, cutAfter: 10 }, 'broke off again and again'],
    ['no body', { bytes, hangs: true }, 'sent nothing of gz2.parquet for 1 s'],
  ])('says what is wrong after %s', async (what, recorded, sentence) => {
    host.answers.set('/bad', recorded);
    const patience = what === 'no body' ? { stallMs: 600, tries: 2, firstWaitMs: 1 } : quick;
    await expect(remoteBytes(at('/bad'), createMemoryShelf(), patience)).rejects.toThrow(sentence);
  });

  it('says where nobody answers, and stops when it is told to', async () => {
    const nobody = { ...at('/'), url: 'http://127.0.0.1:1/a' };
    await expect(remoteBytes(nobody, createMemoryShelf(), quick)).rejects.toThrow('does not answer pages');
    host.answers.set('/slow', { bytes, hangs: true });
    const stop = new AbortController();
    const asked = remoteBytes(at('/slow'), createMemoryShelf(), { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toThrow('abort');
  });

  it('never mixes two versions of a file, and takes no part that is too short', async () => {
    const shelf = createMemoryShelf();
    host.answers.set('/a', [
      { bytes, headers: { ETag: '"1"' } },
      { bytes, headers: { ETag: '"2"' } },
    ]);
    const file = await remoteBytes(at('/a'), shelf, quick);
    await expect(file.slice(-10)).rejects.toThrow('it has changed since it was opened');
    expect(await shelf.file(`${host.url}/a`)).toBeUndefined();
    host.answers.set('/b', [{ bytes }, { bytes: bytes.subarray(0, 3 * remoteBlockBytes + 5) }]);
    const other = await remoteBytes(at('/b'), createMemoryShelf(), quick);
    await expect(other.slice(-10)).rejects.toThrow('5 bytes instead of 32768');
  });
});

it('a shelf that the browser refuses is replaced by memory', async () => {
  let tries = 0;
  const shelf = createForgivingShelf(() => {
    tries++;
    throw new Error('no storage in a private window');
  });
  await shelf.keep('u', 0, [new ArrayBuffer(3)]);
  expect((await shelf.block('u', 0))?.byteLength).toBe(3);
  expect(await shelf.block('u', 1)).toBeUndefined();
  expect(tries).toBe(1);
});
