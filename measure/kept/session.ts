import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startVisit, type Visit } from '../../test/e2e/visit.ts';
import { buildApp } from '../sources/builtApp.ts';
import { median } from '../statistics/median.ts';
import { endingWithin, gz2Voted, mapName, openWhole } from './openedWhole.ts';

const rows = 4002;
const rated = 3;
const wholeMs = 1_140_000; // with the build, twenty minutes
const limitMs = 900_000; // embedding and training on busy cores
const repeats = 3;

/** A session of gz2-voted: 4,002 galaxies with images, embedded and laid out, a fine-tuned head, a search with three ratings. */
interface SessionFigure {
  /** From the click until the browser has the whole file; median. */
  writeSeconds: number;
  /** From choosing the file, in a browser that never saw the galaxies, until all of them are on the map; median. */
  openSeconds: number;
  /** Of the file, in 10⁶ bytes. */
  mb: number;
  repeats: number;
}

/** Makes the session once as a person would, then saves and opens it. @throws Error after twenty minutes */
export async function measureSession(): Promise<SessionFigure> {
  buildApp();
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-session-'));
  const visit = await startVisit();
  try {
    return await endingWithin(wholeMs, savedAndOpened(visit, join(folder, 'gz2-voted.morphospace.zip')));
  } finally {
    await visit.end();
    rmSync(folder, { recursive: true });
  }
}

async function savedAndOpened(visit: Visit, path: string): Promise<SessionFigure> {
  const page = await visit.page();
  page.setDefaultTimeout(limitMs);
  await openWhole(page, visit.address, gz2Voted, rows, limitMs);
  await search(page);
  await train(page);
  const writes: number[] = [];
  const opens: number[] = [];
  await page.getByRole('button', { name: 'Data' }).click();
  for (let i = 0; i < repeats; i++) {
    const fromMs = performance.now();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the session' }).click();
    await (await downloading).saveAs(path);
    writes.push(performance.now() - fromMs);
  }
  await page.context().close();
  for (let i = 0; i < repeats; i++) opens.push(await openedElsewhere(visit, path));
  const seconds = (ms: number[]) => Math.round(median(ms) / 10) / 100;
  return {
    writeSeconds: seconds(writes),
    openSeconds: seconds(opens),
    mb: Math.round(statSync(path).size / 1e4) / 100,
    repeats,
  };
}

async function search(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Anomalies' }).click();
  await page.getByRole('button', { name: 'Begin search' }).click();
  const card = page.getByRole('region', { name: 'Galaxy to rate' });
  for (let i = 0; i < rated; i++) {
    await card.getByRole('img').first().waitFor();
    await page.keyboard.press(String(i));
    await page.getByText(`${i + 1} rated`, { exact: true }).waitFor();
  }
}

async function train(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Fine-tune' }).click();
  const room = page.getByRole('region', { name: 'Fine-tune a network' });
  await room.getByRole('radio', { name: 'A column' }).click();
  await room.getByRole('combobox', { name: 'Column' }).click();
  await page.getByRole('option').first().click();
  await room.getByRole('switch', { name: 'Learn it as a number' }).click();
  await room.getByRole('button', { name: 'Go on to training' }).click();
  await room.getByRole('button', { name: 'Train head' }).click();
  await page.getByRole('button', { name: 'No job running' }).waitFor();
  await room.getByRole('radiogroup', { name: 'Step' }).getByText('Learnt', { exact: true }).click();
  await room.getByRole('region', { name: 'Figures' }).waitFor();
}

async function openedElsewhere(visit: Visit, path: string): Promise<number> {
  const page = await visit.page();
  page.setDefaultTimeout(limitMs);
  await page.goto(`${visit.address}#room=data`);
  await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
  const fromMs = performance.now();
  await page.getByLabel('Session file', { exact: true }).setInputFiles(path);
  await page.getByRole('application', { name: mapName(rows) }).waitFor();
  const tookMs = performance.now() - fromMs;
  await page.context().close();
  return tookMs;
}
