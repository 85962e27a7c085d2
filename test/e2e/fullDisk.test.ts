import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveModels } from '../../measure/faults/modelHost.ts';
import { distilPage } from './pages/distilPage.ts';
import { handLabelPage } from './pages/handLabelPage.ts';
import { ratingPage } from './pages/ratingPage.ts';
import { startVisit, type Visit } from './visit.ts';

const waitMs = 60_000; // two slow cores
const slow = { timeout: waitMs };
const someBytes = 3_000_000;
const title = 'Zoobot ConvNeXt nano';

/** What each says, after its first words. */
const sentence = (what: string) =>
  new RegExp(
    `${what} could not be saved: the disk or this browser’s share of it is full.*; free some space and`,
  );

describe('a full disk', () => {
  let visit: Visit;
  let models: Awaited<ReturnType<typeof serveModels>>;
  let page: Page;
  let session: CDPSession;

  beforeAll(async () => {
    models = await serveModels();
    visit = await startVisit({ flags: models.browserFlags });
  });
  afterAll(async () => {
    await visit?.end();
    await models?.close();
  });
  beforeEach(async () => {
    await page?.context().close();
    page = await visit.page();
    page.setDefaultTimeout(waitMs);
    page.on('dialog', dialog => void dialog.accept().catch(() => {})); // leaving asks while something is not saved
    session = await page.context().newCDPSession(page);
    await allow(someBytes); // before the first write: what Chromium took for free then is its guess for half a minute
  });

  /** Gives the app so many bytes of disk in all. @param quotaSize absent: what the browser gives it by itself */
  async function allow(quotaSize?: number): Promise<void> {
    await session.send('Storage.overrideQuotaForOrigin', {
      origin: new URL(visit.address).origin,
      quotaSize,
    });
  }

  /** Fills what the app may still use with other data of its own origin, down to the last hundred bytes. */
  const fill = () =>
    page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('other-data', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('pieces', { autoIncrement: true });
          opening.onerror = () => resolve(); // not even that has room
          opening.onsuccess = () => {
            let size = 50_000;
            const put = () => {
              const writing = opening.result.transaction('pieces', 'readwrite');
              writing.objectStore('pieces').put(crypto.getRandomValues(new Uint8Array(size)));
              writing.oncomplete = put;
              writing.onabort = () => {
                if (writing.error?.name !== 'QuotaExceededError') reject(writing.error);
                size = Math.floor(size / 4);
                if (size >= 100) return put();
                opening.result.close();
                resolve();
              };
            };
            put();
          };
        }),
    );

  it('is told by the ratings, which are saved with the next once there is space; what was saved stays', async () => {
    const at = ratingPage(page);
    await at.enter(visit.address);
    await at.begin();
    await at.rate('3');
    await at.saved(1);
    await fill();
    await at.rate('4');
    await page.getByText(sentence('Your ratings')).first().waitFor();
    await allow();
    await at.rate('5');
    await at.saved(3);
    await expect.poll(() => page.getByText(sentence('Your ratings')).count(), slow).toBe(0);
    await at.enter(visit.address);
    await at.saved(3);
  });

  it('is told by labels given by hand', async () => {
    const at = handLabelPage(page);
    await at.enter(visit.address);
    await at.label('MS-000001', '1');
    await expect.poll(at.kept, slow).toHaveLength(1);
    await fill();
    await at.label('MS-000002', '2');
    await page.getByText(sentence('Your labels')).first().waitFor();
    expect(await at.kept()).toEqual([['MS-000001', 0]]);
    await allow();
    await at.label('MS-000003', '2');
    await expect.poll(at.kept, slow).toHaveLength(3);
  });

  it('is told by a distillation, where it is resumed too', async () => {
    const at = distilPage(page);
    await page.goto(`${visit.address}#room=distil`);
    await at.begin('kept', 'DM', { Width: 8, Iterations: 9000 });
    await at
      .run()
      .getByText(/^Matching: [1-9]\d* of/)
      .waitFor();
    await at.run().getByRole('button', { name: 'Stop and keep what there is' }).click();
    await at.resume().waitFor();
    await fill();
    await at.resume().click();
    await page.getByText(sentence('This distillation')).first().waitFor();
    await allow();
    await page.reload();
    await at
      .room()
      .getByText(/^“kept” rests after [1-9]\d* of/)
      .waitFor();
  });

  it('is told by a download of weights, which resumes where it stopped', async () => {
    await page.goto(visit.address);
    await page
      .getByRole('contentinfo')
      .getByText(/\d galaxies$/)
      .waitFor();
    await page.keyboard.press('m');
    const row = page
      .getByRole('dialog', { name: 'Models' })
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    await row.getByRole('button', { name: `Download ${title}` }).click();
    await row.getByText(sentence('These weights.*')).waitFor();
    await allow();
    await row.getByRole('button', { name: `Resume ${title}` }).click();
    await row.getByText(/^59\.8.MB here$/).waitFor();
  });
});
