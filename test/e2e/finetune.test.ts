import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { readCheckpoint } from '../../src/data/checkpoint.ts';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const galaxyCount = 48; // embedded once for the map and once to be learnt from
const table = 'labels.csv';
const slow = { timeout: 200_000 }; // two slow cores

interface Picture {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Simulated galaxies of the embedded sky and a table that calls the half with the larger radius large. */
async function someGalaxies(): Promise<{ pictures: Picture[]; csv: string }> {
  const sky = readFileSync(new URL('../../public/demo/sky.parquet', import.meta.url));
  const ingest = nodeIngest();
  const { handle, columns } = await ingest.open({ kind: 'file', file: new File([sky], 'sky.parquet') });
  const radius = columns.find(({ name }) => name === 'effective_radius_arcsec');
  if (radius?.kind !== 'number') throw new Error('need radii in the embedded sky; got none');
  const order = Array.from({ length: 4 * galaxyCount }, (_, row) => row).sort(
    (a, b) => radius.values[a] - radius.values[b],
  );
  const rows = [...order.slice(0, galaxyCount / 2), ...order.slice(-galaxyCount / 2)];
  const images = await ingest.images(handle, Uint32Array.from(rows));
  const pictures = images.map(({ row, type, bytes }) => ({
    name: `galaxy-${row}.jpg`,
    mimeType: type,
    buffer: Buffer.from(bytes),
  }));
  const lines = rows.map(
    (row, i) => `galaxy-${row}.jpg,${i < galaxyCount / 2 ? 'small' : 'large'},${radius.values[row]}`,
  );
  return { pictures, csv: `file,size,radius\n${lines.join('\n')}\n` };
}

describe('fine-tuning a network', () => {
  let visit: Visit;
  let page: Page;
  let galaxies: Awaited<ReturnType<typeof someGalaxies>>;
  let accuracy: string;
  const errors: string[] = [];

  const room = () => page.getByRole('region', { name: 'Fine-tune a network' });
  const step = (name: string) => room().getByText(name, { exact: true }).click();

  beforeAll(async () => {
    galaxies = await someGalaxies();
    visit = await startVisit();
    page = await visit.page();
    page.on('pageerror', error => errors.push(error.message));
    await enter();
  });
  afterAll(() => visit?.end());

  /** Opens the app and the galaxies in it, waits until they are embedded, and goes to the room. */
  async function enter(): Promise<void> {
    await page.goto(`${visit.address}#room=data`);
    await page
      .getByRole('contentinfo')
      .getByText(/galaxies$/)
      .waitFor(slow);
    const rows = { name: table, mimeType: 'text/csv', buffer: Buffer.from(galaxies.csv) };
    await page
      .getByLabel('Images and their table', { exact: true })
      .setInputFiles([...galaxies.pictures, rows]);
    await page.getByRole('contentinfo').getByText(`· ${galaxyCount} galaxies`).waitFor(slow);
    await page.getByRole('button', { name: /^(Embedding|Map)/ }).waitFor(slow);
    await page.getByRole('button', { name: 'No job running' }).waitFor(slow);
    const rooms = page.getByRole('navigation', { name: 'Rooms' });
    await rooms.getByRole('button', { name: 'Fine-tune' }).click();
    await room().waitFor(slow);
  }

  async function exported(item: string): Promise<{ name: string; bytes: Buffer }> {
    await room().getByRole('button', { name: 'Export' }).click();
    const coming = page.waitForEvent('download', slow);
    await page.getByRole('menuitem', { name: item, exact: true }).click();
    const download = await coming;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  it('counts the labels of a column and trains a head on them', async () => {
    await room().getByRole('combobox', { name: 'Column' }).click();
    await page.getByRole('option', { name: 'size', exact: true }).click();
    const counts = room().getByRole('list', { name: 'Galaxies of each class' });
    await counts
      .getByText(String(galaxyCount / 2))
      .first()
      .waitFor();
    expect(await counts.innerText()).toMatch(/small\s+24\s+large\s+24|large\s+24\s+small\s+24/);
    await room().getByRole('button', { name: 'Go on to training' }).click();
    await room().getByRole('button', { name: 'Train head' }).click();
    await room()
      .getByText(/^Best so far: epoch/)
      .waitFor(slow);
    await page.getByRole('button', { name: 'No job running' }).waitFor(slow);
    await step('Learnt');
    const figures = room().getByRole('region', { name: 'Figures' });
    await figures.getByText('Balanced accuracy').waitFor(slow);
    accuracy = await figures.innerText();
    expect(Number(/Balanced accuracy\s+(\d+)/.exec(accuracy)?.[1])).toBeGreaterThan(50); // the sizes are far apart
  });

  it('shows the galaxies of a cell of the confusion matrix, here and on the map', async () => {
    const cell = room().getByRole('button', { name: /^small taken for small: \d+$/ });
    const count = Number(/\d+$/.exec((await cell.getAttribute('aria-label')) ?? '')?.[0]);
    await cell.click();
    const tiles = room().getByRole('region', { name: /^small taken for small/ });
    await expect.poll(() => tiles.getByRole('listitem').count()).toBe(count);
    await page.getByRole('contentinfo').getByText(`${count} selected`).waitFor();
  });

  it('keeps the run through a reload, with the same figures, and its answers as columns', async () => {
    await page.goto('about:blank'); // the app's own address again would only change the hash
    await enter();
    await step('Runs');
    await room()
      .getByRole('list', { name: 'Runs' })
      .getByRole('button', { name: 'size', exact: true })
      .click();
    const figures = room().getByRole('region', { name: 'Figures' });
    await figures.getByText('Balanced accuracy').waitFor(slow);
    expect(await figures.innerText()).toBe(accuracy);
    await room().getByRole('button', { name: 'large', exact: true }).click();
    await expect.poll(() => new URL(page.url()).hash, slow).toContain('colour=size');
  });

  it('exports the network, which loads again, and its predictions', async () => {
    const csv = (await exported('Predictions as CSV')).bytes.toString();
    const lines = csv.trim().split(/\r?\n/);
    expect(lines[0]).toMatch(/^id,predicted,(small,large|large,small),doubt$/);
    expect(lines).toHaveLength(1 + galaxyCount);
    const parquet = await exported('Predictions as Parquet');
    expect(parquet.bytes.subarray(0, 4).toString()).toBe('PAR1');
    const model = await exported('Model as safetensors');
    const { finetuned } = readCheckpoint(new Uint8Array(model.bytes));
    expect(finetuned?.head).toMatchObject({ kind: 'classes' });
    expect(finetuned?.figures[0].label).toBe('Balanced accuracy');
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Models' });
    await dialog.getByLabel('File of weights', { exact: true }).first().setInputFiles({
      name: model.name,
      mimeType: '',
      buffer: model.bytes,
    });
    await dialog.getByText('in use').waitFor(slow);
    await page.keyboard.press('Escape');
    // Its own head answers in the Network room; of the selected galaxy it says what the exported table does.
    const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('galaxy');
    const fields = lines[0].split(',');
    const own = lines.find(line => line.startsWith(`${id},`))?.split(',') ?? [];
    const probability = Number(own[fields.indexOf('large')]);
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Network' }).click();
    const answer = page.getByRole('list', { name: 'Classes' }).getByRole('button', { name: /^large/ });
    await answer.waitFor(slow);
    const percent = Number(/([\d.]+)\s*%/.exec(await answer.innerText())?.[1]);
    expect(Math.abs(percent - 100 * probability)).toBeLessThan(1); // it is shown in whole percent
  }, 600_000);

  it('labels galaxies inside a lasso, and one by key, and takes that back', async () => {
    await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: 'Fine-tune' }).click();
    await step('Labels');
    await room().getByRole('radio', { name: 'Your own hand' }).click();
    await page.keyboard.press('l');
    const ground = page.getByTestId('lasso');
    await ground.waitFor(slow);
    const { x, y, width, height } = (await ground.boundingBox())!;
    const corners = [
      [0.1, 0.02],
      [0.7, 0.02],
      [0.7, 0.7],
      [0.1, 0.7],
    ];
    await page.mouse.move(x + corners[0][0] * width, y + corners[0][1] * height);
    await page.mouse.down();
    for (const [right, down] of corners) {
      await page.mouse.move(x + right * width, y + down * height, { steps: 4 });
    }
    await page.mouse.up();
    const status = page.getByRole('contentinfo').getByText(/^\d+ selected$/);
    await expect.poll(() => ground.count()).toBe(0);
    const selected = Number(/\d+/.exec(await status.innerText())?.[0]);
    expect(selected).toBeGreaterThan(0);
    await page.keyboard.press('Shift+Digit1');
    const classes = () => room().getByRole('list', { name: 'Classes' }).getByRole('listitem').allInnerTexts();
    const counts = async () => (await classes()).map(text => Number(/(\d+)\s*(?:All|$)/.exec(text)?.[1]));
    await expect.poll(counts).toEqual([selected, 0]);
    await room().getByRole('button', { name: 'Next galaxy' }).click(); // one without a label
    await page.keyboard.press('2');
    await expect.poll(counts).toEqual([selected, 1]);
    await page.keyboard.press('u');
    await expect.poll(counts).toEqual([selected, 0]);
  });

  it('has nothing serious for axe on any of its steps, in both themes', async () => {
    for (const theme of ['light', 'dark']) {
      await page.getByRole('button', { name: `Use the ${theme} theme` }).click();
      for (const name of ['Labels', 'Train', 'Learnt', 'Runs']) {
        await step(name);
        await page.waitForTimeout(300); // transitions settle: half-drawn text has no contrast
        expect(await seriousFindings(page), `${name}, ${theme}`).toEqual([]);
      }
    }
    expect(errors).toEqual([]);
  });
});
