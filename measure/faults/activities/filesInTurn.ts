import type { Page } from 'playwright-core';
import type { FilePair } from '../fixtures.ts';
import { catalogueOpen, goTo } from '../pageSigns.ts';

/** Two Parquet files opened in turn in the Data room, so that each opening changes something. */
interface FilesInTurn {
  /** Goes to where they are opened. */
  enter(page: Page): Promise<void>;
  /** Hands the page the file whose turn it is. */
  hand(page: Page): Promise<void>;
  /** What the page calls the file that was handed over last. */
  name(): string;
}

/** Begins with the second. */
export function filesInTurn({ paths, names }: FilePair): FilesInTurn {
  let turn = 0;
  const field = (page: Page) => page.getByLabel('Parquet files', { exact: true });
  return {
    async enter(page) {
      await catalogueOpen(page);
      await goTo(page, 'Data');
      await field(page).waitFor({ state: 'attached' });
    },
    async hand(page) {
      turn = 1 - turn;
      await field(page).setInputFiles(paths[turn]);
    },
    name: () => names[turn],
  };
}
