import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { type HubServer, serveHub } from '../data/weights/hubServer.ts';
import { safetensorsFile } from '../data/weights/safetensorsFile.ts';
import { torchFile } from '../data/weights/torchFile.ts';
import { convNeXtLayout, convNeXtShapes } from '../nets/encoders/timmLayouts.ts';
import { formulaWeights } from '../nets/formulaWeights.ts';
import { selfSigned } from './selfSigned.ts';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const galaxyCount = 24; // a WASM thread embeds some 4 a second at 224 px
const folder = new URL('../../../shared/galaxies/euclid-folder/', import.meta.url);
const cdnHost = 'us.aws.cdn.hf.co'; // one of those the hub redirects to
const title = 'Zoobot ConvNeXt nano';
const repository = '/mwalmsley/zoobot-encoder-convnext_nano/resolve';
const main = `${repository}/main/model.safetensors`;
const pullRequest = `${repository}/refs%2Fpr%2F1/model.safetensors`;
const zip = `${repository}/main/pytorch_model.bin`;

interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Real galaxies where they are at hand, else simulated ones of the embedded sky. */
async function somePictures(): Promise<Picture[]> {
  if (existsSync(folder)) {
    const names = readdirSync(folder).filter(name => name.endsWith('.jpg'));
    return names
      .slice(0, galaxyCount)
      .map(name => ({ name, mimeType: 'image/jpeg', buffer: readFileSync(new URL(name, folder)) }));
  }
  const sky = readFileSync(new URL('../../public/demo/sky.parquet', import.meta.url));
  const ingest = nodeIngest();
  const { handle } = await ingest.open({ kind: 'file', file: new File([sky], 'sky.parquet') });
  const images = await ingest.images(
    handle,
    Uint32Array.from({ length: galaxyCount }, (_, row) => row),
  );
  return images.map(({ row, type, bytes }) => ({
    name: `galaxy-${row}.jpg`,
    mimeType: type,
    buffer: Buffer.from(bytes),
  }));
}

describe('published encoders', () => {
  let visit: Visit;
  let page: Page;
  let hub: HubServer;
  let cdn: HubServer;
  let pictures: Picture[];
  let safetensors: Uint8Array;
  let torch: Uint8Array;
  /** What the neighbours of one galaxy were under the weights from safetensors. */
  let neighbours: string[];
  const requests: string[] = [];
  const errors: string[] = [];

  const dialog = () => page.getByRole('dialog', { name: 'Models' });
  const row = () =>
    dialog()
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
  const button = (verb: string) => row().getByRole('button', { name: `${verb} ${title}` });
  const fetchButton = () =>
    row().getByRole('button', { name: new RegExp(`^(Download|Download again|Resume) ${title}$`) });
  /** Galaxy and room of the address; a colour by answers goes with the network that gave them. */
  const chosen = () => {
    const link = new URLSearchParams(new URL(page.url()).hash.slice(1));
    return [link.get('galaxy'), link.get('room')];
  };
  const elsewhere = () =>
    requests.filter(url => !url.startsWith(visit.address) && !/^(data|blob):/.test(url));

  beforeAll(async () => {
    const certificate = selfSigned('huggingface.co');
    hub = await serveHub(certificate);
    cdn = await serveHub(certificate);
    cdn.files = hub.files;
    hub.cdn = `https://${cdnHost}`;
    const weights = formulaWeights(convNeXtLayout(convNeXtShapes.convnext_nano));
    safetensors = safetensorsFile(weights);
    torch = torchFile(weights);
    pictures = await somePictures();
    // The browser asks for the hub's true addresses under the app's true policy, and these answer.
    visit = await startVisit({
      flags: [
        `--host-resolver-rules=MAP huggingface.co:443 127.0.0.1:${hub.port},MAP ${cdnHost}:443 127.0.0.1:${cdn.port}`,
        '--ignore-certificate-errors',
      ],
    });
    page = await visit.page();
    page.context().on('request', request => requests.push(request.url()));
    page.on('pageerror', error => errors.push(error.message));
    await enter();
  });
  afterAll(async () => {
    await visit?.end();
    await hub?.close();
    await cdn?.close();
  });

  /** Opens the app and the pictures in it, and waits until they are embedded with whatever is chosen. */
  async function enter(): Promise<void> {
    await page.goto(`${visit.address}#room=data`);
    await page
      .getByRole('contentinfo')
      .getByText(/\d galaxies$/)
      .waitFor({ timeout: 60_000 });
    await page.getByLabel('Images and their table', { exact: true }).setInputFiles(pictures);
    await page.getByRole('contentinfo').getByText(`· ${galaxyCount} galaxies`).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'No job running' }).waitFor({ timeout: 200_000 });
  }

  async function openDialog(): Promise<void> {
    if (await dialog().isVisible()) return;
    await page.getByRole('button', { name: /^Model: / }).click();
    await row().waitFor();
  }

  /** Names and distances of the galaxies nearest to one, as the Similar room lists them. */
  async function neighboursOfFirst(): Promise<string[]> {
    await page.keyboard.press('/');
    await page.keyboard.type(pictures[0].name.replace(/\.jpg$/, ''));
    await page.keyboard.press('Enter');
    const rooms = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Similar' });
    if ((await rooms.getAttribute('aria-current')) === null) await rooms.click();
    const list = page.getByRole('list', { name: 'Nearest galaxies' }).getByRole('button');
    await list.nth(5).waitFor({ timeout: 60_000 });
    return list.evaluateAll(all => all.map(each => each.getAttribute('aria-label') ?? ''));
  }

  /** Waits until nothing of the weights is left in the browser's database. */
  async function expectGone(): Promise<void> {
    const parts = () =>
      page.evaluate(
        () =>
          new Promise<number>(resolve => {
            const opening = indexedDB.open('morphospace-weights');
            opening.onsuccess = () => {
              const count = opening.result.transaction('parts').objectStore('parts').count();
              count.onsuccess = () => {
                opening.result.close();
                resolve(count.result);
              };
            };
          }),
      );
    await expect.poll(parts, { timeout: 30_000, interval: 500 }).toBe(0); // ten seconds can be undone
  }

  it('asks no other origin until a person downloads, then the hub and its CDN alone, and shows how far it is', async () => {
    await page.keyboard.press('m');
    await row().waitFor();
    expect(elsewhere()).toEqual([]);
    hub.files.set(main, { bytes: safetensors, etag: '"1"' });
    cdn.pieceEveryMs = 4; // a second in all
    await button('Download').click();
    await row()
      .getByText(/^Downloading: \d+\.\d.MB of 59\.8.MB/)
      .waitFor();
    await row()
      .getByText(/^59\.8.MB here$/)
      .waitFor({ timeout: 60_000 });
    cdn.pieceEveryMs = 0;
    expect(elsewhere()).toEqual([`https://huggingface.co${main}`, `https://${cdnHost}/cdn${main}`]);
    expect(hub.requests).toEqual([`GET ${main}`]);
  });

  it('represents the open galaxies with it, and keeps the selection', async () => {
    await page.keyboard.press('Escape');
    const before = await neighboursOfFirst();
    const selected = chosen();
    await openDialog();
    await button('Use').click();
    await row().getByText('in use').waitFor({ timeout: 200_000 });
    await dialog()
      .getByText(/^Model card: Zoobot ConvNeXt nano/)
      .click();
    await dialog()
      .getByText(/640 numbers a galaxy · sees 224 × 224 px/)
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Model: convnext_nano' }).waitFor();
    expect(chosen()).toEqual(selected);
    neighbours = await neighboursOfFirst();
    expect(neighbours).not.toEqual(before);
  }, 300_000);

  it('survives a reload without a second download, and is deleted', async () => {
    hub.requests.length = 0;
    await page.goto('about:blank'); // the app's own address again would only change the hash
    await enter();
    await page.getByRole('button', { name: 'Model: convnext_nano' }).waitFor();
    expect(await neighboursOfFirst()).toEqual(neighbours);
    expect([...hub.requests, ...cdn.requests.slice(1)]).toEqual([]);
    await openDialog();
    await button('Delete').click();
    await button('Download').waitFor();
    await page.getByText(`${title} was deleted from this browser.`).waitFor();
    await expectGone();
  }, 300_000);

  it('finds weights that are on the pull request only, and goes on after a break', async () => {
    hub.files.clear();
    hub.files.set(pullRequest, { bytes: safetensors, etag: '"1"', breaksAfter: 20_000_000 });
    await button('Download').click();
    await row()
      .getByRole('alert')
      .getByText(/broke off after \d+\.\d.MB of 59\.8.MB: resume it/)
      .waitFor();
    hub.requests.length = 0;
    await button('Resume').click();
    await row()
      .getByText(/^59\.8.MB here$/)
      .waitFor({ timeout: 60_000 });
    expect(hub.requests).toHaveLength(1);
    const [, from] = /^GET .*refs%2Fpr%2F1\/model\.safetensors bytes=(\d+)-$/.exec(hub.requests[0]) ?? [];
    expect(Number(from)).toBeGreaterThan(4_000_000);
    expect(Number(from)).toBeLessThanOrEqual(20_000_000);
    await button('Delete').click();
    await button('Download').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await row()
      .getByText(/^59\.8.MB here$/)
      .waitFor();
    await button('Delete').click();
    await expectGone();
  });

  it('finds what is there as a PyTorch checkpoint only, and it says the same of the galaxies', async () => {
    hub.files.clear();
    hub.files.set(zip, { bytes: torch });
    hub.requests.length = 0;
    await button('Download').click();
    await button('Use').waitFor({ timeout: 60_000 });
    expect(hub.requests).toEqual([`GET ${main}`, `GET ${pullRequest}`, `GET ${zip}`]);
    await button('Use').click();
    await row().getByText('in use').waitFor({ timeout: 200_000 });
    await page.keyboard.press('Escape');
    expect(await neighboursOfFirst()).toEqual(neighbours);
    await openDialog();
    await button('Delete').click();
    await expectGone();
  }, 300_000);

  it('says that a repository is gated and what to do, with nothing serious for axe in both themes', async () => {
    for (const path of [main, pullRequest, zip]) hub.files.set(path, 403);
    await button('Download').click();
    await row()
      .getByRole('alert')
      .getByText(/people whom the authors have given access may fetch these weights: sign in at https/)
      .waitFor();
    await row().getByRole('button', { name: 'Open a file of weights…' }).waitFor();
    for (const theme of ['light', 'dark']) {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: `Use the ${theme} theme` }).click();
      await openDialog();
      await page.waitForTimeout(400); // the dialog's transition: half-drawn text has no contrast
      expect(await seriousFindings(page)).toEqual([]);
    }
  });

  it('says that the disk is full, and keeps what came', async () => {
    await openDialog();
    hub.files.clear();
    hub.files.set(main, { bytes: safetensors });
    // As Chromium does when its quota is reached; the override of the quota that its protocol has is heeded now and then.
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      let room = 2; // parts of the file
      Object.assign(window, { freeTheDisk: () => Object.assign(IDBObjectStore.prototype, { put }) });
      IDBObjectStore.prototype.put = function (value: unknown, key?: IDBValidKey) {
        const isPart = value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value);
        if (isPart && room-- <= 0)
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        return put.call(this, value, key);
      };
    });
    await fetchButton().click();
    await row()
      .getByRole('alert')
      .getByText(/These weights, 59\.8.MB, could not be saved: .* is full; free some space and resume/)
      .waitFor();
    await button('Resume').waitFor();
    await page.evaluate(() => (window as unknown as { freeTheDisk(): void }).freeTheDisk());
  });

  it('says what to do without a host that does not answer', async () => {
    hub.cors = false;
    await fetchButton().click();
    await row()
      .getByRole('alert')
      .getByText(/could not be reached.*Open a file of weights…/)
      .waitFor();
    hub.cors = true;
    expect(errors).toEqual([]);
  });
});
