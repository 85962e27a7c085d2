import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Activity } from './activity.ts';
import { stretchedMs } from './limits.ts';
import { installHooks } from './pageHooks.ts';
import { type ProfileBrowser, startOnProfile } from './profileBrowser.ts';
import { within } from './within.ts';

const stepMs = 30_000; // the longest a person waits for one step of opening the page
const pictureMs = 10_000;
const closeMs = 10_000;

/** A person's place at a browser of its own, in which one activity is tried: its data outlive its pages and the browser. */
export class Seat {
  private profile: string | null = null;
  private browser: ProfileBrowser | null = null;
  private shown: Page | null = null;

  constructor(
    /** Of the app. */
    private readonly address: string,
    /** Of Chromium, such as where a model host is. */
    private readonly flags: readonly string[],
  ) {}

  /** The page that is open. @throws Error where there is none */
  get page(): Page {
    if (!this.shown || this.shown.isClosed()) throw new Error('need an open page; got none');
    return this.shown;
  }

  /** The page, where the activity can start; whatever is not there is started: browser, page, the way to the room. */
  async ready(activity: Activity): Promise<Page> {
    if (this.shown && !this.shown.isClosed()) {
      this.shown.setDefaultTimeout(stretchedMs(stepMs));
      return this.shown;
    }
    this.profile ??= mkdtempSync(join(tmpdir(), 'morphospace-seat-'));
    this.browser ??= await startOnProfile(this.profile, this.flags);
    const page = await this.browser.context.newPage();
    page.setDefaultTimeout(stretchedMs(stepMs));
    page.on('dialog', dialog => void dialog.accept().catch(() => {})); // leaving is what a kill does
    await installHooks(page);
    await page.goto(this.address);
    this.shown = page;
    await activity.enter(page);
    return page;
  }

  /** The page as a person finds it after a kill that ended it: as it was loaded again, or a new one. */
  async reopened(activity: Activity): Promise<Page> {
    if (!this.shown || this.shown.isClosed()) return this.ready(activity);
    await activity.enter(this.shown);
    return this.shown;
  }

  /** Closes the page, its browser stays. */
  async closePage(): Promise<void> {
    await within(closeMs, 'the page to close', this.page.close());
  }

  /** Ends the browser as where memory runs out; what it kept stays. */
  async killBrowser(): Promise<void> {
    await this.browser?.kill();
    this.browser = null;
    this.shown = null;
  }

  /** Keeps a picture of the page as it is. */
  async picture(path: string): Promise<void> {
    if (!this.shown || this.shown.isClosed()) return;
    await within(pictureMs, 'a picture', this.shown.screenshot({ path })).catch(() => {}); // it may be dead
  }

  /** Forgets everything: the next page is a first visit in a new browser. Never hangs: nothing of the old one is asked. */
  async clear(): Promise<void> {
    await this.killBrowser();
    if (this.profile) rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    this.profile = null;
  }
}
