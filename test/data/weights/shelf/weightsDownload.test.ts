import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubPage, hubRoutes } from '../../../../src/data/weights/shelf/hubRoutes.ts';
import { type DownloadControl, downloadWeights } from '../../../../src/data/weights/shelf/weightsDownload.ts';
import { type HubServer, serveHub } from '../hubServer.ts';
import { createMemoryWeightsShelf, type MemoryShelf } from '../memoryShelf.ts';

const repository = 'mwalmsley/zoobot-encoder-convnext_nano';
const main = `/${repository}/resolve/main/model.safetensors`;
const pullRequest = `/${repository}/resolve/refs%2Fpr%2F1/model.safetensors`;
const zip = `/${repository}/resolve/main/pytorch_model.bin`;
const fileBytes = 9_500_000; // two whole parts and some

let hub: HubServer;
let cdn: HubServer;
let shelf: MemoryShelf;
const bytes = Uint8Array.from({ length: fileBytes }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 13) & 255);

beforeEach(async () => {
  hub = await serveHub();
  cdn = await serveHub();
  hub.cdn = cdn.url;
  cdn.files = hub.files;
  shelf = createMemoryWeightsShelf();
});
afterEach(async () => {
  await hub.close();
  await cdn.close();
});

const download = (control: DownloadControl = {}, routes = hubRoutes(repository, undefined, hub.url)) =>
  downloadWeights(shelf, 'nano', routes, hubPage(repository), { online: () => true, ...control });

/** What the shelf holds is byte for byte this. (`toEqual` takes minutes over millions of bytes.) */
async function expectHeld(expected: Uint8Array): Promise<void> {
  const blob = (await shelf.blob('nano')) as Blob;
  expect(blob?.size).toBe(expected.length);
  expect(Buffer.from(await blob.arrayBuffer()).equals(expected)).toBe(true);
}

describe('the order in which weights are looked for', () => {
  it('is safetensors on main, on the pull request, then the PyTorch file, at the hub’s own addresses', () => {
    expect(hubRoutes(repository).map(route => route.url)).toEqual([
      `https://huggingface.co${main}`,
      `https://huggingface.co${pullRequest}`,
      `https://huggingface.co${zip}`,
    ]);
    expect(hubRoutes('mwalmsley/zoobot-finetuned-euclid', 'FinetuneableZoobotTree.ckpt')).toEqual([
      {
        url: 'https://huggingface.co/mwalmsley/zoobot-finetuned-euclid/resolve/main/FinetuneableZoobotTree.ckpt',
        fileName: 'FinetuneableZoobotTree.ckpt',
      },
    ]);
  });

  it.each([
    { at: main, asked: [main] },
    { at: pullRequest, asked: [main, pullRequest] },
    { at: zip, asked: [main, pullRequest, zip] },
  ])('finds what is only at $at, over the redirect to the CDN', async ({ at, asked }) => {
    hub.files.set(at, { bytes });
    const seen: [number, number | null][] = [];
    const file = await download({ onBytes: (done, _, total) => seen.push([done, total]) });
    expect(file).toMatchObject({ complete: true, heldBytes: fileBytes, url: `${hub.url}${at}` });
    expect(hub.requests).toEqual(asked.map(path => `GET ${path}`));
    expect(cdn.requests).toEqual([`CDN ${at}`]);
    await expectHeld(bytes);
    expect(seen[0]).toEqual([0, fileBytes]);
    expect(seen.at(-1)).toEqual([fileBytes, fileBytes]);
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).sort((a, b) => a - b));
  });

  it.each([401, 403])('goes on after a %i, as after a 404', async status => {
    hub.files.set(main, status).set(pullRequest, status).set(zip, { bytes });
    expect((await download()).fileName).toBe('pytorch_model.bin');
  });

  it('does not ask again for what is here', async () => {
    hub.files.set(main, { bytes });
    await download();
    hub.requests.length = 0;
    expect(await download()).toMatchObject({ complete: true });
    expect(hub.requests).toEqual([]);
  });
});

describe('a download that was interrupted', () => {
  it('keeps what had come, and goes on from there', async () => {
    hub.files.set(main, { bytes, etag: '"a"', breaksAfter: 5_000_000 });
    await expect(download()).rejects.toThrow(/broke off after 5\.0.MB of 9\.5.MB: resume it/);
    const [left] = await shelf.list();
    expect(left).toMatchObject({ complete: false, heldBytes: 5_000_000 });
    hub.requests.length = 0;
    const seen: number[] = [];
    await download({ onBytes: (done, before) => seen.push(done - before) });
    expect(hub.requests).toEqual([`GET ${main} bytes=5000000-`]);
    expect(seen[0]).toBe(0); // the rate must not count what was here before
    await expectHeld(bytes);
  });

  it('goes on after a cancel too', async () => {
    hub.pieceEveryMs = 2;
    hub.cdn = '';
    hub.files.set(main, { bytes });
    const stop = new AbortController();
    const cancelled = download({
      signal: stop.signal,
      onBytes: done => done > 1_000_000 && stop.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    const [{ heldBytes }] = await shelf.list();
    expect(heldBytes).toBeGreaterThan(1_000_000);
    expect(heldBytes).toBeLessThan(fileBytes);
    await download();
    expect(hub.requests.at(-1)).toBe(`GET ${main} bytes=${heldBytes}-`);
    await expectHeld(bytes);
  });

  it.each([
    [
      'the server knows no ranges',
      () => {
        cdn.ranges = false;
      },
      bytes,
    ],
    [
      'the file is another one now',
      () => hub.files.set(main, { bytes: bytes.toReversed(), etag: '"b"' }),
      bytes.toReversed(),
    ],
    [
      'the file has another length and no tag',
      () => hub.files.set(main, { bytes: bytes.subarray(7) }),
      bytes.subarray(7),
    ],
    [
      'the file is shorter than what is here',
      () => hub.files.set(main, { bytes: bytes.subarray(0, 100) }),
      bytes.subarray(0, 100),
    ],
    [
      'the file has moved to another route',
      () => {
        hub.files.delete(main);
        hub.files.set(zip, { bytes: bytes.toReversed() });
      },
      bytes.toReversed(),
    ],
  ])('starts afresh where %s', async (_, change, expected) => {
    hub.files.set(main, { bytes, etag: '"a"', breaksAfter: 5_000_000 });
    await expect(download()).rejects.toThrow('broke off');
    change();
    await download();
    await expectHeld(expected);
  });
});

describe('what a person is told', () => {
  const byHand =
    /https:\/\/huggingface\.co\/mwalmsley\/zoobot-encoder-convnext_nano .*“Open a file of weights…”/;

  it.each([401, 403])('of a gated repository (%i everywhere)', async status => {
    for (const path of [main, pullRequest, zip]) hub.files.set(path, status);
    await expect(download()).rejects.toThrow(/Only people whom the authors have given access may fetch/);
    await expect(download()).rejects.toThrow(/“Open a file of weights…”/);
  });

  it('of a repository that is empty', async () => {
    await expect(download()).rejects.toThrow(/No weights were found/);
  });

  it.each([429, 500, 503])('of a server’s %i, without trying elsewhere', async status => {
    hub.files.set(main, status).set(pullRequest, { bytes });
    await expect(download()).rejects.toThrow(`error ${status}`);
    await expect(download()).rejects.toThrow(byHand);
    expect(hub.requests.every(line => line === `GET ${main}`)).toBe(true);
  });

  it('of a host that does not answer, and of being offline', async () => {
    const routes = hubRoutes(repository, undefined, hub.url);
    await hub.close();
    await expect(download({}, routes)).rejects.toThrow(
      /could not be reached.*again, or fetch model\.safetensors/,
    );
    await expect(download({ online: () => false }, routes)).rejects.toThrow(
      /This machine has no network.*works on/,
    );
  });

  it('of a web page in place of the file', async () => {
    hub.files.set(main, {
      bytes: new TextEncoder().encode('<html>Sign in'),
      type: 'text/html; charset=utf-8',
    });
    await expect(download()).rejects.toThrow(/A web page came instead/);
    expect(await shelf.list()).toEqual([]);
  });

  it('of a disk that is too small, before anything is fetched', async () => {
    shelf.capacityBytes = 4_000_000;
    hub.files.set(main, { bytes });
    await expect(download()).rejects.toThrow(
      /^These weights, 9\.5.MB, could not be saved: the disk .* is full \(4\.0.MB left\); free some space and resume/,
    );
    expect(await shelf.list()).toEqual([]);
  });

  it('of a disk that fills up meanwhile; with room again it goes on', async () => {
    shelf.capacityBytes = 6_000_000;
    shelf.claimedFreeBytes = 1e9;
    hub.files.set(main, { bytes });
    await expect(download()).rejects.toThrow(/is full; free some space and resume the download/);
    const [{ heldBytes }] = await shelf.list();
    expect(heldBytes).toBe(2 ** 22);
    shelf.capacityBytes = 1e9;
    await download();
    await expectHeld(bytes);
  });

  it('nothing of an unannounced length: the file’s own reader checks it', async () => {
    hub.files.set(main, { bytes, unsized: true });
    expect(await download()).toMatchObject({ totalBytes: null, complete: true });
    await expectHeld(bytes);
  });
});
