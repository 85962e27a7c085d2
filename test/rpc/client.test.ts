import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { openWorker, workerCrashedError, workerEndedError } from '../../src/rpc/client.ts';

interface Adder {
  add(a: number, b: number): Promise<number>;
  hang(): Promise<never>;
}

/** As much of a worker as `openWorker` sees: a port to the other side, its errors and its end. */
class FakeWorker extends EventTarget {
  readonly channel = new MessageChannel();
  terminated = false;
  /** How many pings it answers before it falls silent. */
  answers = Number.POSITIVE_INFINITY;
  pings = 0;
  /** What it says of its quietest job, by the number of the ping. */
  quietMs = (_ping: number) => 0;
  constructor() {
    super();
    this.channel.port1.start();
    this.channel.port2.start();
    expose({ add: (a: number, b: number) => a + b, hang: () => new Promise(() => {}) }, this.channel.port2);
    this.channel.port2.addEventListener('message', ({ data }) => {
      if (data.pulse !== 'ping') return;
      if (this.pings++ >= this.answers) return;
      this.channel.port2.postMessage({ pulse: 'pong', quietMs: this.quietMs(this.pings) });
    });
  }
  postMessage(message: unknown, transfer: Transferable[] = []): void {
    this.channel.port1.postMessage(message, transfer);
  }
  override addEventListener(...all: Parameters<EventTarget['addEventListener']>): void {
    if (all[0] === 'message') this.channel.port1.addEventListener('message', all[1] as EventListener);
    else super.addEventListener(...all);
  }
  override removeEventListener(...all: Parameters<EventTarget['removeEventListener']>): void {
    if (all[0] === 'message') this.channel.port1.removeEventListener('message', all[1] as EventListener);
    else super.removeEventListener(...all);
  }
  terminate(): void {
    this.terminated = true;
  }
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

let worker: FakeWorker;
function open(limitMs?: number) {
  return openWorker<Adder>(() => {
    worker = new FakeWorker();
    return worker as unknown as Worker;
  }, limitMs);
}

const afterMs = (ms: number) => new Promise(resolve => setTimeout(() => resolve('after'), ms));

afterEach(() => {
  worker.channel.port1.close();
  worker.channel.port2.close();
});

describe('openWorker', () => {
  it('calls what the worker exposes', async () => {
    const client = open();
    expect(await client.settle(client.api.add(2, 3))).toBe(5);
  });

  it('rejects calls under way when the worker fails, with its reason and the name of a crash', async () => {
    const client = open();
    const call = client.settle(client.api.hang());
    worker.fail('out of memory');
    await expect(call).rejects.toMatchObject({ name: workerCrashedError });
    await expect(client.settle(client.api.hang())).rejects.toThrow('out of memory');
  });

  it('says so where the script did not load: such an error has no words', async () => {
    const client = open();
    worker.fail('');
    await expect(client.settle(client.api.hang())).rejects.toThrow('it did not load');
  });

  it('rejects calls under way with another name when the worker is ended', async () => {
    const client = open();
    const call = client.settle(client.api.hang());
    client.end();
    expect(worker.terminated).toBe(true);
    await expect(call).rejects.toMatchObject({ name: workerEndedError });
  });

  it('counts as crashed a worker that answers no ping within the limit', async () => {
    const client = open(60);
    worker.answers = 2;
    const call = client.settle(client.api.hang());
    await expect(call).rejects.toMatchObject({ name: workerCrashedError });
    expect(worker.pings).toBe(2 + 6); // a sixth of the limit between two
  });

  it('gives a worker that has not loaded yet three times as long', async () => {
    const client = open(60);
    worker.answers = 0;
    await expect(client.settle(client.api.hang())).rejects.toMatchObject({ name: workerCrashedError });
    expect(worker.pings).toBe(3 * 6);
  });

  it('waits for a call as long as the worker answers pings', async () => {
    const client = open(30);
    expect(await Promise.race([client.settle(client.api.hang()), afterMs(200)])).toBe('after');
    client.end();
  });

  it('counts as crashed a worker that answers pings while a job in it stands still for the limit', async () => {
    const client = open(60);
    worker.quietMs = ping => 10 * ping;
    await expect(client.settle(client.api.hang())).rejects.toMatchObject({
      name: workerCrashedError,
      message:
        'A worker of the app could not continue: it stood still in the middle of its work. Reload the page.',
    });
    expect(worker.pings).toBe(6);
  });

  it('asks nothing of a worker without calls, nor of one that was ended', async () => {
    const client = open(30);
    await client.settle(client.api.add(1, 2));
    const { pings } = worker;
    await afterMs(100);
    expect(worker.pings).toBe(pings);
    client.end();
    await expect(client.settle(client.api.hang())).rejects.toMatchObject({ name: workerEndedError });
    await afterMs(100);
    expect(worker.pings).toBe(pings);
  });

  it('lets go of every answer once it is given', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const client = open();
    let collected = 0;
    const registry = new FinalizationRegistry(() => void collected++);
    for (let i = 0; i < 50; i++) {
      const answer = new Float32Array(1000);
      registry.register(answer, i);
      await client.settle(Promise.resolve(answer));
    }
    for (let turn = 0; turn < 20 && collected < 49; turn++) {
      collect();
      await afterMs(10);
    }
    expect(collected).toBeGreaterThanOrEqual(49); // the last may still lie on the stack
    client.end();
  });
});
