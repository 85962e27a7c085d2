const usualBytes = 256_000_000; // copied of any catalogue: nobody misses it on a disk of today
const mostBytes = 2_000_000_000; // a copy of more takes minutes
const shareOfFree = 0.1;

/**
 * How many bytes of a catalogue's files may be copied into this browser, so that its pictures are there tomorrow: a tenth of what
 * the browser says is free, at least 256 MB and at most 2 GB. Files that the browser lets the app read again need no larger copy.
 */
export async function copyLimit(canBeReadAgain: boolean): Promise<number> {
  if (canBeReadAgain) return usualBytes;
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    return Math.min(mostBytes, Math.max(usualBytes, shareOfFree * (quota - usage)));
  } catch {
    return usualBytes; // not every browser tells
  }
}
