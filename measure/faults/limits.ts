/** Limits are for what the app takes, not for what else the machine has to do: they are stretched by so much. */
let stretch = 1;

const probeMs = 60; // of a processor's time
const mostStretch = 10;

/** A limit as it is to be waited for now. @param ms on a machine with nothing else to do */
export function stretchedMs(ms: number): number {
  return ms * stretch;
}

/** Looks how busy the machine is: the time that passes over the processor's time of a short computation. 1–10 */
export function stretchLimits(): void {
  const beganMs = performance.now();
  const before = process.cpuUsage();
  let usedMs = 0;
  while (usedMs < probeMs) {
    const { user, system } = process.cpuUsage(before);
    usedMs = (user + system) / 1000; // from microseconds
  }
  stretch = Math.min(Math.max((performance.now() - beganMs) / usedMs, 1), mostStretch);
}
