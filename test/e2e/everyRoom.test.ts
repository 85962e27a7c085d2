import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './seriousFindings.ts';
import { startVisit, type Visit } from './visit.ts';

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

describe('every room, at three sizes', () => {
  let visit: Visit;
  let page: Page;

  beforeAll(async () => {
    visit = await startVisit();
    page = await visit.page({ viewport: sizes[0] });
    await page.goto(visit.address);
    await page.waitForFunction(() => performance.getEntriesByName('map-drawn').length > 0, null, {
      timeout: 60_000,
    });
  });
  afterAll(() => visit?.end());

  /** Opens each room in turn and lets it settle: half-drawn text has no contrast. */
  async function inEachRoom(look: (room: string) => Promise<void>): Promise<void> {
    const buttons = page.getByRole('navigation', { name: 'Rooms' }).getByRole('button');
    for (const button of await buttons.all()) {
      const room = (await button.textContent()) ?? '';
      if ((await button.getAttribute('aria-current')) === null) await button.click();
      await page
        .getByRole('complementary', { name: room })
        .getByRole('heading', { level: 1, name: room })
        .waitFor();
      await page.waitForTimeout(300);
      await look(room);
    }
  }

  it('never scrolls the page, and shows the room in the first 200 px of its panel', async () => {
    const faults: string[] = [];
    await inEachRoom(async room => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        await page.waitForTimeout(100);
        for (const fault of await page.evaluate(layoutFaults))
          faults.push(`${room}, ${size.width}: ${fault}`);
      }
    });
    expect(faults).toEqual([]);
  });

  // Themes differ by colours alone, and the two windows of a computer by room alone: the rest is asked once.
  it.each([
    ['dark', undefined],
    ['light', ['color-contrast']],
  ] as const)('has nothing serious for axe in the %s theme', async (theme, rules) => {
    const other = page.getByRole('button', { name: `Use the ${theme} theme` });
    if ((await other.count()) > 0) await other.click();
    const faults: string[] = [];
    await inEachRoom(async room => {
      for (const size of [sizes[1], sizes[2]]) {
        await page.setViewportSize(size);
        await page.waitForTimeout(100);
        for (const fault of await seriousFindings(page, rules))
          faults.push(`${room}, ${size.width}: ${fault}`);
      }
    });
    expect(faults).toEqual([]);
  });
});

/** Runs in the page: what of its layout a person would stumble over. */
function layoutFaults(): string[] {
  const faults: string[] = [];
  const { scrollHeight, scrollWidth } = document.documentElement;
  if (scrollHeight > innerHeight || scrollWidth > innerWidth)
    faults.push(`the page is ${scrollWidth} × ${scrollHeight} px`);
  const panel = document.querySelector('aside') as HTMLElement;
  const first = panel.querySelector('h1')?.parentElement?.nextElementSibling;
  const fromTop = (first?.getBoundingClientRect().top ?? Infinity) - panel.getBoundingClientRect().top;
  if (fromTop > 200) faults.push(`the room begins ${fromTop} px below the top of its panel`);
  // What is placed absolutely must have its place within the scroller it lies in: else it stays behind, out of the window.
  for (const each of document.querySelectorAll('body *')) {
    if (!(each instanceof HTMLElement) || getComputedStyle(each).position !== 'absolute') continue;
    const scroller = scrollerOf(each);
    if (scroller && !scroller.contains(each.offsetParent))
      faults.push(`a label leaves its scroller: ${each.outerHTML}`);
  }
  return faults;

  function scrollerOf(element: Element): Element | null {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
    return null;
  }
}
