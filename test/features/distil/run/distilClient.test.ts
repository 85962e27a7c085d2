import { expect, it, vi } from 'vitest';
import { deviceLostError } from '../../../../src/contracts/tensor.ts';
import {
  createDistilClient,
  type DistilClientOptions,
} from '../../../../src/features/distil/run/distilClient.ts';
import { workerCrashedError } from '../../../../src/rpc/client.ts';

/** A worker of which every call about the run is made by `act`. */
function opened(act: () => Promise<string>) {
  const api = {
    chooseBackend: vi.fn(async (_wish?: string) => undefined),
    startDistillation: vi.fn(async () => 'begun'),
    resumeDistillation: vi.fn(async () => 'resumed'),
    distil: act,
  };
  const ended = vi.fn();
  const snapshots: unknown[] = [];
  const sentences: string[] = [];
  const client = createDistilClient({
    openWorker: (() => ({
      api,
      settle: <T>(call: Promise<T>) => call,
      end: ended,
    })) as unknown as DistilClientOptions['openWorker'],
    backend: () => 'webgpu',
    onOpened: (key, snapshot) => snapshots.push([key, snapshot]),
    onLost: sentence => sentences.push(sentence),
  });
  return { api, client, ended, snapshots, sentences };
}

const named = (name: string) => Object.assign(new Error(name), { name });
const call = (client: ReturnType<typeof opened>['client']) =>
  client.call({}, (api, port) => api.distil(1, port) as unknown as Promise<string>);

it('begins a new run once, and after a loss goes on from the checkpoint, the last time on WASM', async () => {
  const losses = [deviceLostError, workerCrashedError];
  const { api, client, snapshots, sentences } = opened(async () => {
    const loss = losses.shift();
    if (loss) throw named(loss);
    return 'stretch';
  });
  client.take('a', { key: 'a' } as never);
  await expect(call(client)).resolves.toBe('stretch');
  expect(api.startDistillation).toHaveBeenCalledOnce();
  expect(snapshots).toEqual([
    ['a', 'begun'],
    ['a', 'resumed'],
    ['a', 'resumed'],
  ]);
  expect(api.chooseBackend.mock.calls).toEqual([['webgpu'], ['webgpu'], ['wasm']]);
  expect(sentences).toHaveLength(2);
});

it('fails with the third loss in a row, and with what is no loss at once', async () => {
  const lost = opened(async () => {
    throw named(deviceLostError);
  });
  lost.client.take('a');
  await expect(call(lost.client)).rejects.toMatchObject({ name: deviceLostError });
  expect(lost.api.resumeDistillation).toHaveBeenCalledTimes(3);
  const broken = opened(async () => {
    throw new Error('diverged');
  });
  broken.client.take('a');
  await expect(call(broken.client)).rejects.toThrow('diverged');
  expect(broken.api.resumeDistillation).toHaveBeenCalledOnce();
});

it('ends the worker of another run, and needs a run to call about', async () => {
  const { client, ended, snapshots } = opened(async () => 'stretch');
  await expect(call(client)).rejects.toThrow('need a run to go on with; got none: begin one');
  client.take('a');
  await call(client);
  ended.mockClear();
  client.take('a');
  expect(ended).not.toHaveBeenCalled();
  client.take('b');
  expect(ended).toHaveBeenCalledOnce();
  await call(client);
  expect(snapshots.at(-1)).toEqual(['b', 'resumed']);
});
