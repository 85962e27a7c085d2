import { describe, expect, it } from 'vitest';
import { followLoadFailures } from '../../../src/app/composition/loadFailures.ts';
import { loadFailureEvent } from '../../../src/rpc/loadFailure.ts';
import { createNoticesStore } from '../../../src/session/notices.ts';

/** A page that began with one script, and what the service serves by now; null: it does not answer. */
function pageWith(script: string, served: string | null) {
  let fetches = 0;
  const page = Object.assign(new EventTarget(), {
    document: {
      baseURI: 'https://here/',
      querySelector: () => ({ getAttribute: () => script }),
    },
    async fetch() {
      fetches++;
      if (served === null) throw new TypeError('Failed to fetch');
      return new Response(`<script type="module" src="${served}"></script>`);
    },
  });
  return { page: page as unknown as Window & typeof page, fetches: () => fetches };
}

async function noticesAfter(event: string, script: string, served: string | null) {
  const notices = createNoticesStore();
  const { page, fetches } = pageWith(script, served);
  followLoadFailures(notices, page);
  const before = fetches();
  page.dispatchEvent(new Event(event));
  page.dispatchEvent(new Event(event));
  await new Promise(resolve => setTimeout(resolve));
  return { all: notices.getState().notices, before };
}

describe('a part of the app that does not load', () => {
  for (const event of [loadFailureEvent, 'vite:preloadError']) {
    it(`is reported with the new version that is available, once, after ${event}`, async () => {
      const { all, before } = await noticesAfter(event, './assets/index-old.js', './assets/index-new.js');
      expect(before).toBe(0);
      expect(all).toMatchObject([{ tone: 'problem', offersReload: true }]);
      expect(all[0].sentence).toContain('A new version of Morphospace is available');
    });
  }

  it('is reported without one where the version is the same, or the service does not answer', async () => {
    for (const served of ['./assets/index-old.js', null]) {
      const { all } = await noticesAfter(loadFailureEvent, './assets/index-old.js', served);
      expect(all).toMatchObject([
        { sentence: 'A part of the app did not load. Reload the page.', offersReload: true },
      ]);
    }
  });
});
