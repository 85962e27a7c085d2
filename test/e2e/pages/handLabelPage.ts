import type { Page } from 'playwright-core';

/** What a person does who labels galaxies of the embedded sky by hand, in the Fine-tune room. */
export function handLabelPage(page: Page) {
  const room = () => page.getByRole('region', { name: 'Fine-tune a network' });
  return {
    room,
    /** Opens the app in the room, at labelling by hand. */
    async enter(address: string): Promise<void> {
      await page.goto('about:blank'); // the app's own address again would only change the hash
      await page.goto(`${address}#room=finetune`);
      await room().getByRole('radio', { name: 'Your own hand' }).click();
    },
    /** Goes to a galaxy that has no label and gives it one by key; resolves as the next galaxy comes. */
    async label(id: string, key: string): Promise<void> {
      const galaxy = new RegExp(`galaxy=${id}(&|$)`);
      await page.keyboard.press('/');
      await page.keyboard.type(id);
      await page.keyboard.press('Enter');
      await page.waitForURL(galaxy);
      await room().getByText('not labelled yet').waitFor();
      await page.keyboard.press(key);
      await page.waitForURL(url => !galaxy.test(url.href));
    },
    /** Galaxies of each class, as the page counts them. */
    counts: async (): Promise<number[]> =>
      (await room().getByRole('list', { name: 'Classes' }).getByRole('listitem').allInnerTexts()).map(text =>
        Number(/(\d+)\s*(?:All|$)/.exec(text)?.[1]),
      ),
    /** Labels as they lie on the disk: [id, class]. */
    kept: (): Promise<[string, number][]> =>
      page.evaluate(
        () =>
          new Promise<[string, number][]>(resolve => {
            const opening = indexedDB.open('morphospace-finetune');
            opening.onsuccess = () => {
              const all = opening.result.transaction('handLabels').objectStore('handLabels').getAll();
              all.onsuccess = () => {
                opening.result.close();
                resolve(all.result.flatMap(({ labels }) => [...labels]));
              };
            };
          }),
      ),
  };
}
