/** What a job's loop tells its worker of itself. */
interface JobSigns {
  /** It is at work: it reported or breathed. */
  give(): void;
  end(): void;
}

/** The jobs under way in one worker, and how long each has given no sign. */
interface QuietJobs {
  /** @param limits divides the time that counts: more than 1 where a job waits for what takes long */
  begin(limits: number): JobSigns;
  /**
   * To be called at each ping.
   *
   * @param everyMs between two pings
   * @returns time of the quietest job without a sign, in milliseconds
   */
  atPing(everyMs: number): number;
}

/**
 * Silence is summed from ping to ping, and no more than their distance each time: pings that waited for a long step of a loop
 * come all at once, and a machine that slept did nothing wrong.
 *
 * @param clock milliseconds, rising
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

/** Those of this worker. */
export const quietJobs = createQuietJobs(() => performance.now());
