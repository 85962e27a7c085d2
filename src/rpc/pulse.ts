/** Messages between a window and a worker's entry that are not calls; Comlink ignores them on both sides. */
export type PulseMessage =
  /** The next one comes after `everyMs`, in milliseconds, if the window is not slowed down. */
  | { pulse: 'ping'; everyMs: number }
  /** `quietMs`: how long the quietest job under way has given no sign, in milliseconds; divided for jobs that may wait longer. */
  | { pulse: 'pong'; quietMs: number }
  | { pulse: 'loaded' };

/**
 * How long a worker with calls under way may give no answer, or a job in it neither report nor breathe, before it counts as
 * crashed, in milliseconds.
 */
const defaultLimitMs = 30_000; // longer than any step of a loop here takes on a slow machine

/** A worker may take this many limits to load its script: a slow connection is not a fault. */
export const limitsToLoad = 3;

/** A job may give no sign for this many limits where it waits for a device, a file or the network, whose time it cannot control. */
export const limitsToWait = 10;

/**
 * The limit that workers started from now on are held to, in milliseconds: 30,000, or what the global
 * `morphospaceSilenceLimitMs` says, which tests and `npm run faults` set before the app starts.
 */
export function silenceLimitMs(): number {
  const { morphospaceSilenceLimitMs } = globalThis as { morphospaceSilenceLimitMs?: unknown };
  return typeof morphospaceSilenceLimitMs === 'number' ? morphospaceSilenceLimitMs : defaultLimitMs;
}

/** @returns the message, or null for one of Comlink's */
export function pulseOf(data: unknown): PulseMessage | null {
  const isObject = typeof data === 'object' && data !== null;
  return isObject && 'pulse' in data ? (data as PulseMessage) : null;
}
