/** The event that tells the page that a worker's script, or code that a worker imported, did not load. */
export const loadFailureEvent = 'morphospace:load-failure';

/** The messages of Chromium, Firefox and Safari for code that did not load. */
const words =
  /dynamically imported module|Importing a module script failed|Unable to preload|module script.*MIME type/i;

/** True for an error that means a part of the app could not be fetched. */
export function isLoadFailure(error: unknown): boolean {
  return error instanceof Error && words.test(error.message);
}

/** The sentence for a person; the page offers to reload beside it. */
export const loadFailureSentence = 'A part of the app did not load. Reload the page.';

/** Tells the page, which then checks whether the server has a new version. */
export function tellLoadFailure(): void {
  if (typeof window !== 'undefined') window.dispatchEvent(new Event(loadFailureEvent));
}
