import type { Page } from 'playwright-core';

/** What a person does in the Anomalies room, on the embedded sky. */
export function ratingPage(page: Page) {
  const card = () => page.getByRole('region', { name: 'Galaxy to rate' });
  const shown = async () =>
    /Galaxy (\S+)/.exec((await card().getByRole('img').first().getAttribute('alt')) ?? '')?.[1] ?? '';
  return {
    /** Opens the app in the room. */
    async enter(address: string): Promise<void> {
      await page.goto('about:blank'); // the app's own address again would only change the hash
      await page.goto(`${address}#room=anomalies`);
    },
    begin: () => page.getByRole('button', { name: 'Begin search' }).click(),
    /** Presses a key for the galaxy shown, and waits for the next. @returns the id of the one that was rated */
    async rate(key: string): Promise<string> {
      const id = await shown();
      await page.keyboard.press(key);
      await card()
        .getByRole('img', { name: new RegExp(`^Galaxy (?!${id}\\b)`) })
        .first()
        .waitFor();
      return id;
    },
    /** Resolves once so many are shown as rated and saved. */
    saved: (count: number) => page.getByText(`${count} rated`, { exact: true }).waitFor(),
  };
}
