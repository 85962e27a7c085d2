/** How a job's loop shows its worker that it is alive. */
interface JobSigns {
  /** It is at work: it reported or breathed. */
  give(): void;
  end(): void;
}

/** The jobs under way in one worker, and how long each has given no sign. */
interface QuietJobs {
  /** @param limits divides the time that counts: more than 1 where a job waits for something slow */
  begin(limits: number): JobSigns;
  /**
   * To be called at each ping.
   *
   * @param everyMs usual time between two pings, in milliseconds
   * @returns how long the quietest job has given no sign, in milliseconds
   */
  atPing(everyMs: number): number;
}

/**
 * Silence is summed from ping to ping, and never by more than the usual time between two: pings that waited for a long step of
 * a loop arrive all at once, and the time a machine slept must not count.
 *
 * @param clock milliseconds, never going back
 */
export function createQuietJobs(clock: () => number): QuietJobs {
  const underWay = new Set<{ limits: number; gaveSign: boolean; quietMs: number }>();
  let lastPingMs = clock();
  return {
    begin(limits) {
      const job = { limits, gaveSign: true, quietMs: 0 };
      underWay.add(job);
      return {
        give() {
          job.gaveSign = true;
        },
        end: () => underWay.delete(job),
      };
    },
    atPing(everyMs) {
      const nowMs = clock();
      const passedMs = Math.min(nowMs - lastPingMs, everyMs);
      lastPingMs = nowMs;
      let longestMs = 0;
      for (const job of underWay) {
        job.quietMs = job.gaveSign ? 0 : job.quietMs + passedMs / job.limits;
        job.gaveSign = false;
        longestMs = Math.max(longestMs, job.quietMs);
      }
      return longestMs;
    },
  };
}

/** The jobs of this worker. */
export const quietJobs = createQuietJobs(() => performance.now());
