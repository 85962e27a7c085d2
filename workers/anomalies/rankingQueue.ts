import type { JobPort } from '../../src/contracts/job.ts';
import { type JobContext, serveJob } from '../../src/rpc/jobContext.ts';

/** Calls that use one learnt model: one after the other, and a newer ranking ends those before it. */
interface RankingQueue {
  /** Ends all calls made so far, under way or waiting: they reject with an AbortError at their next pause. */
  supersede(): void;
  /** Runs a call once those before it have ended. */
  run<T>(port: JobPort | undefined, call: (job: JobContext) => Promise<T>): Promise<T>;
}

/** An empty queue; each worker has one. */
export function createRankingQueue(): RankingQueue {
  let latest = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    supersede() {
      latest++;
    },
    run(port, call) {
      const own = latest;
      const turn = last.then(() =>
        serveUntilOutdated(
          port,
          () => own !== latest,
          async job => {
            await job.breathe(); // a call that was superseded while it waited ends before any work
            return call(job);
          },
        ),
      );
      last = turn.catch(() => undefined); // the caller hears of the failure; the next call runs
      return turn;
    },
  };
}

/** Runs a job whose pauses throw an AbortError once `isOutdated` says so, or it is cancelled. */
export function serveUntilOutdated<T>(
  port: JobPort | undefined,
  isOutdated: () => boolean,
  call: (job: JobContext) => Promise<T>,
): Promise<T> {
  return serveJob(port, job =>
    call({
      report: job.report,
      async breathe() {
        await job.breathe();
        if (isOutdated()) throw new DOMException('A later call took the place of this one.', 'AbortError');
      },
    }),
  );
}
