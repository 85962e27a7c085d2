import type { Page } from 'playwright-core';
import { deviceLostError } from '../../src/contracts/tensor.ts';
import type { WorkerName } from './activity.ts';

/** How long a worker may be silent in these pages before the app starts another, in milliseconds. */
const silenceLimitMs = 4000;

/** What is put into every page before the app: the limit, and a hold on its workers. */
interface FaultHooks {
  /** Ends all workers of a name without a word. @returns how many there were */
  terminate(name: string): number;
  /** Answers all calls of the tensor workers as a lost device does. @returns how many calls there were */
  loseDevice(): number;
}

/** Installs the hooks; call before the first navigation. */
export async function installHooks(page: Page): Promise<void> {
  await page.addInitScript({ content: 'globalThis.__name ??= named => named;' }); // what tsx puts into functions
  await page.addInitScript(
    ({ limitMs, lostName }) => {
      const Original = window.Worker;
      const held: { name: string; worker: Worker; calls: Set<string> }[] = [];
      class HeldWorker extends Original {
        private readonly calls = new Set<string>();
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          held.push({ name: options?.name ?? '', worker: this, calls: this.calls });
          this.addEventListener('message', ({ data }) => this.calls.delete(data?.id));
        }
        override postMessage(message: { id?: string; type?: string }, ...rest: unknown[]): void {
          if (message?.type === 'APPLY' && message.id) this.calls.add(message.id);
          super.postMessage(message, ...(rest as [Transferable[]]));
        }
        override terminate(): void {
          held.splice(
            held.findIndex(({ worker }) => worker === this),
            1,
          );
          super.terminate();
        }
      }
      const hooks: FaultHooks = {
        terminate(name) {
          const ended = held.filter(each => each.name === name);
          for (const { worker } of ended) Original.prototype.terminate.call(worker);
          return ended.length;
        },
        loseDevice() {
          let lost = 0;
          for (const { name, worker, calls } of held) {
            if (name !== 'tensor') continue;
            for (const id of [...calls]) {
              // An error as Comlink sends it.
              const value = { message: 'The graphics processor was lost.', name: lostName, stack: '' };
              const data = { id, type: 'HANDLER', name: 'throw', value: { isError: true, value } };
              worker.dispatchEvent(new MessageEvent('message', { data }));
              lost++;
            }
          }
          return lost;
        },
      };
      Object.assign(window, { Worker: HeldWorker, morphospaceSilenceLimitMs: limitMs, faultHooks: hooks });
    },
    { limitMs: silenceLimitMs, lostName: deviceLostError },
  );
}

/** Ends all workers of a name in a page without a word. @returns how many there were */
export function terminateWorkers(page: Page, name: WorkerName): Promise<number> {
  return page.evaluate(
    each => (window as unknown as { faultHooks: FaultHooks }).faultHooks.terminate(each),
    name,
  );
}

/** Answers all calls of a page's tensor workers as a lost device does. @returns how many calls there were */
export function loseTensorDevice(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as { faultHooks: FaultHooks }).faultHooks.loseDevice());
}
