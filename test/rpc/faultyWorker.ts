import type { JobPort } from '../../src/contracts/job.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';
import { serveWorker } from '../../src/rpc/serveWorker.ts';

/** What the worker of the test of silent workers does when asked. */
export interface Faulty {
  add(a: number, b: number): Promise<number>;
  loopForEver(): Promise<never>;
  /** Answers after so many milliseconds, the thread free meanwhile. */
  wait(ms: number): Promise<string>;
  /** Reports every tenth of the time that it takes; the thread is free meanwhile. */
  work(ms: number, job: JobPort): Promise<string>;
  /** Reports once and then waits for what never comes; the thread is free meanwhile. */
  standStill(job: JobPort): Promise<never>;
  /** Waits so long for what may take long, and says nothing. */
  waitLong(ms: number, job: JobPort): Promise<string>;
  /** Asks for code that is not there. */
  loadMissing(): Promise<void>;
}

const progress = { phase: 'Working', done: 0, total: 1, unit: 'steps' };
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

serveWorker({
  add: async (a: number, b: number) => a + b,
  async loopForEver() {
    for (;;);
  },
  wait: (ms: number) => new Promise(resolve => setTimeout(() => resolve('waited'), ms)),
  work: (ms: number, port: JobPort) =>
    serveJob(port, async job => {
      for (let part = 0; part < 10; part++) {
        job.report(progress);
        await pause(ms / 10);
      }
      return 'worked';
    }),
  standStill: (port: JobPort) =>
    serveJob(port, async job => {
      job.report(progress);
      return new Promise<never>(() => {});
    }),
  waitLong: (ms: number, port: JobPort) =>
    serveJob(
      port,
      async () => {
        await pause(ms);
        return 'waited';
      },
      limitsToWait,
    ),
  async loadMissing() {
    await import(/* @vite-ignore */ new URL('/no-such-code.js', location.href).href);
  },
});
