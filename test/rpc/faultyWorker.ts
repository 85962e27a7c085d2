import { serveWorker } from '../../src/rpc/serveWorker.ts';

/** What the worker of the test of silent workers does when asked. */
export interface Faulty {
  add(a: number, b: number): Promise<number>;
  loopForEver(): Promise<never>;
  /** Answers after so many milliseconds, the thread free meanwhile. */
  wait(ms: number): Promise<string>;
  /** Asks for code that is not there. */
  loadMissing(): Promise<void>;
}

serveWorker({
  add: async (a: number, b: number) => a + b,
  async loopForEver() {
    for (;;);
  },
  wait: (ms: number) => new Promise(resolve => setTimeout(() => resolve('waited'), ms)),
  async loadMissing() {
    await import(/* @vite-ignore */ new URL('/no-such-code.js', location.href).href);
  },
});
