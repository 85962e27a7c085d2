/**
 * Puts off loading a module, a store or a database until it is first asked for; all callers share one result.
 * A failure is not remembered: the next call tries again.
 *
 * @param load does the loading; called again only after a failure
 */
export function loadOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null;
  return () => {
    if (loaded) return loaded;
    const attempt = (async () => load())(); // what `load` throws synchronously rejects too
    loaded = attempt;
    attempt.catch(() => {
      loaded = null;
    });
    return attempt;
  };
}
