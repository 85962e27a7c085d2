/**
 * A function that asks the browser, once, not to clear away what this app keeps: one short of space may otherwise clear the
 * lot. A refusal changes nothing, and workers have no say in it everywhere.
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
