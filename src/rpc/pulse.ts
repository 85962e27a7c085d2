/** Messages between a window and a worker's entry that are no calls; Comlink ignores them on both sides. */
export type PulseMessage = { pulse: 'ping' } | { pulse: 'pong' } | { pulse: 'loaded' };

/** How long a worker with calls under way may answer nothing before it counts as crashed, in milliseconds. */
const defaultLimitMs = 30_000; // longer than any step of a loop here takes on a slow machine

/** A worker may take this many limits to load its script: a slow line is no fault. */
export const limitsToLoad = 3;

/**
 * The limit that workers started from now on are held to, in milliseconds: 30,000, or what the global
 * `morphospaceSilenceLimitMs` says, which tests and `npm run faults` set before the app starts.
 */
export function silenceLimitMs(): number {
  const { morphospaceSilenceLimitMs } = globalThis as { morphospaceSilenceLimitMs?: unknown };
  return typeof morphospaceSilenceLimitMs === 'number' ? morphospaceSilenceLimitMs : defaultLimitMs;
}

/** @returns the message, or null for one of Comlink's */
export function pulseOf(data: unknown): PulseMessage['pulse'] | null {
  const isObject = typeof data === 'object' && data !== null;
  return isObject && 'pulse' in data ? (data as PulseMessage).pulse : null;
}
