import { loadFailureEvent, loadFailureSentence } from '../../rpc/loadFailure.ts';
import type { NoticesStore } from '../../session/notices.ts';

const newVersionSentence =
  'A new version of Morphospace is there, and this page can no longer load parts of the old one. Reload the page; what is saved stays.';

/** The event by which Vite tells of code of the page itself that did not load. */
const preloadErrorEvent = 'vite:preloadError';

/**
 * Whenever a part of the app does not load, looks whether the service has another version by now, and offers to reload.
 * Nothing is checked before that.
 */
export function followLoadFailures(notices: NoticesStore, page: Window): void {
  let checking = false;
  async function check(): Promise<void> {
    if (checking) return;
    checking = true;
    const isNew = await servesAnotherVersion(page);
    checking = false;
    notices.getState().offerReload(isNew ? newVersionSentence : loadFailureSentence);
  }
  page.addEventListener(loadFailureEvent, () => void check());
  page.addEventListener(preloadErrorEvent, () => void check());
}

/** Whether the page that is served now begins with another script than this one: its name carries a hash of the build. */
async function servesAnotherVersion(page: Window): Promise<boolean> {
  const script = page.document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const src = script?.getAttribute('src');
  if (!src) return false;
  try {
    const response = await page.fetch(page.document.baseURI, { cache: 'no-store' });
    return response.ok && !(await response.text()).includes(src);
  } catch {
    return false; // the service does not answer: nothing is known of a version
  }
}
