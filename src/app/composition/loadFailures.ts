import { loadFailureEvent, loadFailureSentence } from '../../rpc/loadFailure.ts';
import type { NoticesStore } from '../../session/notices.ts';

const newVersionSentence =
  'A new version of Morphospace is available, and this page can no longer load parts of the old one. Reload the page; what is saved stays.';

/** The event that Vite dispatches when code of the page itself does not load. */
const preloadErrorEvent = 'vite:preloadError';

/**
 * Whenever a part of the app does not load, checks whether the server now has another version, and offers to reload.
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

/** Whether the page served now starts with a different script from this one's: its name contains a hash of the build. */
async function servesAnotherVersion(page: Window): Promise<boolean> {
  const script = page.document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  const src = script?.getAttribute('src');
  if (!src) return false;
  try {
    const response = await page.fetch(page.document.baseURI, { cache: 'no-store' });
    return response.ok && !(await response.text()).includes(src);
  } catch {
    return false; // the server does not answer: nothing is known about its version
  }
}
