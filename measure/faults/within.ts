/** Thrown where something did not come within its time. */
export class LateError extends Error {
  override readonly name = 'LateError';
}

/**
 * Waits for something, but no longer than its time: a browser whose page hangs may never answer.
 *
 * @param what is waited for, in words: "the page to open"
 * @throws LateError that says what did not come
 */
export async function within<T>(limitMs: number, what: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateError(`waited ${limitMs / 1000} s for ${what}`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
