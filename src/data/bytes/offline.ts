/** True where the browser knows that there is no network; one that is there may still lead nowhere. */
export function isOffline(): boolean {
  return globalThis.navigator?.onLine === false;
}

/** What a person can still do, behind a sentence about a network that is not there. */
export const worksOffline = 'What is open, and what was fetched before, works on without one.';
