import type { Remote } from 'comlink';
import { describe, expect, it } from 'vitest';
import { type BackendName, deviceLostError, type EncoderFile } from '../../src/contracts/tensor.ts';
import { workerEndedError } from '../../src/rpc/client.ts';
import { createTensorClient, type TensorJobs } from '../../src/rpc/tensorClient.ts';

/** Tensor workers that lose their device at the calls named; a record of what was started and asked. */
function fakeWorkers(losesAtCall: number[]) {
  const record = { opened: 0, backends: [] as (BackendName | undefined)[], loaded: [] as string[], calls: 0 };
  function open() {
    record.opened++;
    let reject: (error: Error) => void = () => {};
    const ended = new Promise<never>((_, no) => {
      reject = no;
    });
    ended.catch(() => {});
    const api = {
      async chooseBackend(wish?: BackendName) {
        record.backends.push(wish);
        return { chosen: wish ?? 'webgpu', reason: '', overridden: wish !== undefined, laps: [] };
      },
      async loadEncoder(name: string) {
        record.loaded.push(name);
        return { name };
      },
      async loadEncoderFile(file: EncoderFile) {
        record.loaded.push(`${file.name}, ${file.blob.size} bytes`);
        return { name: file.name };
      },
      async batchSize() {
        const call = record.calls++;
        if (losesAtCall.includes(call)) throw Object.assign(new Error('lost'), { name: deviceLostError });
        if (call === 99) return new Promise<number>(() => {}); // a call that hangs
        return 8;
      },
    };
    return {
      api: api as unknown as Remote<TensorJobs>,
      settle: <T>(call: Promise<T>) => Promise.race([call, ended]),
      end: () => reject(Object.assign(new Error('ended'), { name: workerEndedError })),
    };
  }
  return { open, record };
}

describe('a tensor worker that comes back', () => {
  it('makes the call again in a new worker with the same encoder, and says so', async () => {
    const { open, record } = fakeWorkers([1]);
    const said: string[] = [];
    const line = createTensorClient(open, '/models/', sentence => said.push(sentence));
    await line.loadEncoder('imagenet');
    expect(await line.call(api => api.batchSize())).toBe(8);
    expect(await line.call(api => api.batchSize())).toBe(8); // lost once on the way
    expect(record.opened).toBe(2);
    expect(record.loaded).toEqual(['imagenet', 'imagenet']);
    expect(said).toHaveLength(1);
  });

  it('loads a file of weights again after a loss, from the bytes it was given', async () => {
    const { open, record } = fakeWorkers([0]);
    const line = createTensorClient(open, '/models/', () => {});
    await line.loadEncoder({ name: 'nano', blob: new Blob(['12345']) } as EncoderFile);
    expect(await line.call(api => api.batchSize())).toBe(8);
    expect(record.loaded).toEqual(['nano, 5 bytes', 'nano, 5 bytes']);
  });

  it('turns to WASM after a second loss in a row, and gives up after a third', async () => {
    const { open, record } = fakeWorkers([0, 1]);
    const line = createTensorClient(open, '/models/', () => {});
    expect(await line.call(api => api.batchSize())).toBe(8);
    expect(record.backends).toEqual([undefined, undefined, 'wasm']);
    const hopeless = fakeWorkers([0, 1, 2, 3, 4, 5]);
    const other = createTensorClient(hopeless.open, '/models/', () => {});
    await expect(other.call(api => api.batchSize())).rejects.toThrow('lost');
    expect(hopeless.record.opened).toBeLessThan(6);
  });

  it('restarts once for several calls that lost the same device', async () => {
    const { open, record } = fakeWorkers([0, 1]);
    const line = createTensorClient(open, '/models/', () => {});
    const answers = await Promise.all([line.call(api => api.batchSize()), line.call(api => api.batchSize())]);
    expect(answers).toEqual([8, 8]);
    expect(record.opened).toBe(2);
  });

  it('asks again in the new worker when the person changes the backend in the middle of a call', async () => {
    const { open, record } = fakeWorkers([]);
    const line = createTensorClient(open, '/models/', () => {});
    await line.report();
    record.calls = 99;
    const waiting = line.call(api => api.batchSize());
    await new Promise(resolve => setTimeout(resolve, 0)); // lets the call reach the worker
    line.prefer('cpu');
    expect(await waiting).toBe(8);
    expect(record.backends).toEqual([undefined, 'cpu']);
  });

  it('starts afresh after a failure to start', async () => {
    const { open, record } = fakeWorkers([]);
    let fails = true;
    const line = createTensorClient(
      () => {
        const client = open();
        if (fails) {
          const api = {
            ...client.api,
            chooseBackend: () => Promise.reject(new Error('the decoder did not load')),
          };
          return { ...client, api: api as unknown as typeof client.api };
        }
        return client;
      },
      '/models/',
      () => {},
    );
    await expect(line.report()).rejects.toThrow('did not load');
    fails = false;
    expect((await line.report()).chosen).toBe('webgpu');
    expect(record.opened).toBe(2);
  });
});
