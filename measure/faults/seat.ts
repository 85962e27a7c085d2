import type { BrowserContext, Page } from 'playwright-core';
import type { Visit } from '../../test/e2e/visit.ts';
import type { Activity } from './activity.ts';
import { installHooks } from './pageHooks.ts';

const stepMs = 30_000; // the longest a person waits for one step of opening the page

/** A place in the browser in which one activity is tried: its data outlive its pages. */
export class Seat {
  private context: BrowserContext | null = null;
  private page: Page | null = null;

  constructor(
    private readonly visit: Visit,
    /** Prepares each new browser context, such as where a model host is. */
    private readonly furnish: (context: BrowserContext) => Promise<void> = async () => {},
  ) {}

  /** The page, where the activity can start; opened where there is none. */
  async ready(activity: Activity): Promise<Page> {
    if (this.page && !this.page.isClosed()) return this.page;
    return this.open(activity);
  }

  /** The page opened again in the same context. @returns null where it does not come up */
  async reopened(activity: Activity): Promise<Page | null> {
    try {
      return await this.open(activity);
    } catch {
      return null;
    }
  }

  /** Keeps a picture of the page as it is. */
  async picture(path: string): Promise<void> {
    if (this.page && !this.page.isClosed()) await this.page.screenshot({ path }).catch(() => {}); // it may be dead
  }

  /** Forgets everything: the next page is a first visit. */
  async clear(): Promise<void> {
    await this.context?.close();
    this.context = null;
    this.page = null;
  }

  private async open(activity: Activity): Promise<Page> {
    if (this.page && !this.page.isClosed()) await this.page.close();
    if (!this.context) {
      this.context = await this.visit.browser.newContext({ viewport: { width: 1280, height: 800 } });
      await this.furnish(this.context);
    }
    const page = await this.context.newPage();
    page.setDefaultTimeout(stepMs);
    page.on('dialog', dialog => void dialog.accept().catch(() => {})); // leaving is what a kill does
    await installHooks(page);
    await page.goto(this.visit.address);
    this.page = page;
    await activity.enter(page);
    return page;
  }
}
