import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** 4,002 galaxies with images and volunteers' votes. */
export const gz2Voted = fileURLToPath(new URL('../../../shared/galaxies/gz2-voted.parquet', import.meta.url));

const pollMs = 2000;

/** Name of the map of so many galaxies, as a screen reader says it. */
export function mapName(rows: number): string {
  return `Map of ${rows.toLocaleString('en')} galaxies`;
}

/**
 * Opens a Parquet file in the app and waits until the browser keeps all that was made of it: components and map.
 *
 * @param limitMs how long that may take
 */
export async function openWhole(
  page: Page,
  address: string,
  path: string,
  rows: number,
  limitMs: number,
): Promise<void> {
  await page.goto(`${address}#room=data`);
  await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0);
  await page.getByLabel('Parquet files', { exact: true }).setInputFiles(path);
  await page.getByRole('application', { name: mapName(rows) }).waitFor();
  await keptWhole(page, rows, limitMs);
}

/** Resolves once the browser keeps the whole catalogue: a pause between two jobs of a busy machine is no end of them. */
async function keptWhole(page: Page, rows: number, limitMs: number): Promise<void> {
  const isWhole = (count: number) =>
    page.evaluate(
      wanted =>
        new Promise<boolean>((resolve, reject) => {
          const opening = indexedDB.open('morphospace-catalogues');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const { result } = opening;
            const all = result.transaction('catalogues').objectStore('catalogues').getAll();
            all.onsuccess = () => {
              result.close();
              resolve(
                all.result.some(each => each.rowCount === wanted && each.representation && each.positions),
              );
            };
          };
        }),
      count,
    );
  const untilMs = Date.now() + limitMs;
  while (!(await isWhole(rows))) {
    if (Date.now() > untilMs) throw new Error(`need the catalogue to be kept; waited ${limitMs / 1000} s`);
    await page.waitForTimeout(pollMs);
  }
}

/**
 * A figure that ends: work on a busy machine may never.
 *
 * @throws Error that says how long it was waited for
 */
export async function endingWithin<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(`need the figure within ${limitMs / 60_000} minutes; the machine is too busy for it`),
        ),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
