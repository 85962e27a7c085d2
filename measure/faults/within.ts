import { stretchedMs } from './limits.ts';

/** Thrown where something did not come within its time. */
class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * Waits for something, but no longer than its time: a browser whose page hangs may never answer.
 *
 * @param limitMs on a machine with nothing else to do, in milliseconds
 * @param what is waited for, in words: "the page to open"
 * @throws LateError that says what did not come
 */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  const mostMs = stretchedMs(limitMs);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const late = () => reject(new LateError(`waited ${Math.round(mostMs / 1000)} s for ${what}`));
    timer = setTimeout(late, mostMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
