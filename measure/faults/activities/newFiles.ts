import type { Page } from 'playwright-core';
import type { UnopenedFile } from '../fixtures.ts';
import { catalogueOpen, goTo } from '../pageSigns.ts';

/** Parquet files opened in the Data room, each for the first time. */
interface NewFiles {
  /** Goes to where they are opened. */
  enter(page: Page): Promise<void>;
  /** Hands the page the next one. */
  hand(page: Page): Promise<void>;
  /** What the page calls the file that was handed over last. */
  name(): string;
}

/** @param next writes a file that was never opened before */
export function newFiles(next: () => Promise<UnopenedFile>): NewFiles {
  let last = '';
  const field = (page: Page) => page.getByLabel('Parquet files', { exact: true });
  return {
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Data');
      await field(page).waitFor({ state: 'attached' });
    },
    async hand(page) {
      const { path, name } = await next();
      last = name;
      await field(page).setInputFiles(path);
    },
    name: () => last,
  };
}
