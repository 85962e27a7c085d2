import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TwoKinds } from './finetuneGalaxies.ts';
import { handLabelPage } from './handLabelPage.ts';

export const slow = { timeout: 200_000 }; // two slow cores

/** What a person does in the Fine-tune room. */
export function finetunePage(page: Page, address: string, galaxies: TwoKinds) {
  const status = page.getByRole('contentinfo');
  const room = () => page.getByRole('region', { name: 'Fine-tune a network' });
  const rail = (name: string) =>
    page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name }).click();
  const step = (name: string) =>
    room().getByRole('radiogroup', { name: 'Step' }).getByText(name, { exact: true }).click();
  const idle = () => page.getByRole('button', { name: 'No job running' }).waitFor(slow);
  const { counts, kept } = handLabelPage(page);

  return {
    room,
    rail,
    step,
    idle,
    counts,
    kept,
    figures: () => room().getByRole('region', { name: 'Figures' }),
    runs: () => room().getByRole('table', { name: 'Runs', exact: true }),

    /** Opens the app and the galaxies in it, waits until they stand on a map, and goes to the room. */
    async enter(): Promise<void> {
      await page.goto('about:blank'); // the app's own address again would only change the hash
      await page.goto(`${address}#room=data`);
      await status.getByText(/\d galaxies$/).waitFor(slow);
      await page.getByLabel('Images and their table', { exact: true }).setInputFiles(galaxies.files);
      await status.getByText(`· ${galaxies.truth.size} galaxies`).waitFor(slow);
      await page.getByRole('toolbar', { name: 'Map' }).waitFor(slow); // gone until these have places
      await idle();
      await rail('Fine-tune');
      await room().waitFor(slow);
    },

    /** Class of the galaxy in view, as one who looks at it sees. */
    inView(): { id: string; key: string } {
      const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('galaxy') ?? '';
      return { id, key: String(galaxies.names.indexOf(galaxies.truth.get(id) ?? '') + 1) };
    },

    /** Draws around what lies in a part of the map. @returns how many galaxies that is */
    async lasso(left: number, top: number, right: number, bottom: number): Promise<number> {
      await page.keyboard.press('l');
      const ground = page.getByTestId('lasso');
      await ground.waitFor(slow);
      const box = await ground.boundingBox();
      if (!box) throw new Error('need a map to draw on; got none');
      const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
      await page.mouse.move(...at(left, top));
      await page.mouse.down();
      for (const [x, y] of [
        [right, top],
        [right, bottom],
        [left, bottom],
        [left, top],
      ]) {
        await page.mouse.move(...at(x, y), { steps: 4 });
      }
      await page.mouse.up();
      await expect.poll(() => ground.count()).toBe(0);
      return Number(/\d+/.exec(await status.getByText(/^\d+ selected$/).innerText())?.[0]);
    },

    async find(id: string): Promise<void> {
      await page.keyboard.press('/');
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      // The address may name this galaxy already; keys are the room's again once it was found and the line is left.
      await expect.poll(() => page.evaluate(() => document.activeElement?.id), slow).not.toBe('search');
      await expect.poll(() => page.url(), slow).toMatch(new RegExp(`galaxy=${id}(&|$)`));
    },

    async choose(label: string, option: string | RegExp): Promise<void> {
      await room().getByRole('combobox', { name: label }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    },

    async exported(item: string): Promise<{ name: string; bytes: Buffer }> {
      await room().getByRole('button', { name: 'Export' }).click();
      const coming = page.waitForEvent('download', slow);
      await page.getByRole('menuitem', { name: item, exact: true }).click();
      const download = await coming;
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
    },
  };
}
