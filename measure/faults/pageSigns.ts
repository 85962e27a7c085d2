import type { Locator, Page } from 'playwright-core';

/** Sentences by which a page tells a problem. */
const problemsOf = (page: Page): Locator =>
  page.locator('[data-tone="problem"]:visible, [role="alert"]:visible');

/** Sentences by which the page tells a problem, as they stand there now. */
export async function problems(page: Page): Promise<string[]> {
  return problemsOf(page).allInnerTexts();
}

/** Waits for what shows that something is under way, or for a sentence about a problem in its place. */
export async function underWayOrTold(page: Page, sign: Locator): Promise<void> {
  await sign.or(problemsOf(page)).first().waitFor();
}

const mostNotices = 30; // of one try; the next shows when one is dismissed

/** Dismisses the notices of an earlier try. */
export async function dismissNotices(page: Page): Promise<void> {
  const buttons = page.locator('[data-tone]').getByRole('button', { name: 'Dismiss' });
  for (let turn = 0; turn < mostNotices && (await buttons.count()) > 0; turn++) {
    await buttons
      .first()
      .click({ timeout: 2000 })
      .catch(() => {}); // it left by itself
  }
}

/** Whether the tray of jobs is empty. */
export async function isIdle(page: Page): Promise<boolean> {
  return page.getByRole('button', { name: 'No job running' }).isVisible();
}

/** Resolves once the page has a catalogue open. */
export async function catalogueOpen(page: Page): Promise<void> {
  await page
    .getByRole('contentinfo')
    .getByText(/\d galaxies$/)
    .waitFor();
}

/** Whether the catalogue of this name is the open one. */
export async function isOpen(page: Page, name: string): Promise<boolean> {
  return page.getByRole('contentinfo').getByText(`${name} · `).isVisible();
}

/** Goes to a room by the rail, where it is not open already, as after a reload: its button would close it. */
export async function goTo(page: Page, room: string): Promise<void> {
  const button = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: room });
  await button.waitFor();
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
}

/** Whether a map is drawn and has settled. */
export async function hasMap(page: Page): Promise<boolean> {
  const settling = await page.getByText(/^settling/).isVisible();
  return !settling && (await page.getByRole('toolbar', { name: 'Map' }).isVisible());
}
