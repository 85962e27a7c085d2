const turnMs = 10; // of searching between two tasks: a million galaxies take several, and keys come first

/**
 * Runs a search without holding up the page.
 *
 * @param isWanted asked between turns. Default: always
 * @returns undefined where nobody wants it any more
 */
export async function inTurns<T>(steps: Generator<void, T>, isWanted = () => true): Promise<T | undefined> {
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < turnMs) continue;
    await new Promise(resolve => setTimeout(resolve));
    if (!isWanted()) return undefined;
    began = performance.now();
  }
}
