import type { Page } from 'playwright-core';

const trained = 16; // galaxies a class

/** What a person does in the Distil room. */
export function distilPage(page: Page) {
  const room = () => page.getByRole('region', { name: 'Distillation' });
  const run = () => room().getByRole('region', { name: 'Run' });
  return {
    room,
    /** The run that is open. */
    run,
    resume: () => run().getByRole('button', { name: 'Resume' }),
    /** Two classes by rules of one's own, one image each, and a run with these constants, by their labels. */
    async begin(name: string, method: 'STM' | 'DM', constants: Record<string, number>): Promise<void> {
      await room().getByRole('button', { name: 'New set' }).click();
      await room().getByRole('combobox', { name: 'Classes' }).click();
      await page.getByRole('option', { name: 'Rules of my own' }).click();
      const removers = room().getByRole('button', { name: /^Remove class/ });
      while ((await removers.count()) > 2) await removers.last().click();
      const smooth = '`smooth-or-featured-gz2_smooth_fraction`';
      await room().getByRole('textbox', { name: 'Rule of class 1' }).fill(`${smooth} > 0.8`);
      await room().getByRole('textbox', { name: 'Rule of class 2' }).fill(`${smooth} < 0.2`);
      await room().getByRole('textbox', { name: 'Galaxies a class to train on' }).fill(String(trained));
      await room().getByText(`${trained} of each class to train on`).waitFor();
      await room().getByText(method, { exact: true }).first().click();
      await room().getByRole('button', { name: 'All constants' }).click();
      for (const [label, value] of Object.entries(constants)) {
        await room().getByRole('textbox', { name: label, exact: true }).fill(String(value));
      }
      await room().getByRole('textbox', { name: 'Name', exact: true }).fill(name);
      await room().getByRole('button', { name: 'Distil', exact: true }).click();
      await run().waitFor();
    },
  };
}
