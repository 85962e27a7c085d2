import { vi } from 'vitest';

const { waitFor } = vi;
const mostMs = 20_000; // a second, vitest's own, is over before a busy machine has drawn anything

/** A time is never an assertion: what a test waits for may take long where it names no limit of its own. */
vi.waitFor = (callback, options) =>
  waitFor(callback, {
    timeout: mostMs,
    ...(typeof options === 'number' ? { timeout: options } : options),
  });
