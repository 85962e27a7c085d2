/**
 * A function that asks the browser, once, never to clear what this app stores: a browser short of space may otherwise delete
 * all of it. A refusal changes nothing. Not every browser lets a worker ask.
 */
export function createPersistenceRequest(): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    navigator.storage?.persist?.().catch(() => {
      asked = false;
    });
  };
}
