import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDistilFolder } from '../../../../bake/distilFolder.ts';
import type { DistilClients } from '../../../../src/features/distil/distilClients.ts';
import { createRunStore } from '../../../../src/features/distil/run/runStore.ts';
import { createSession } from '../../../../src/session/session.ts';
import { createDistil } from '../../../../workers/tensor/distil.ts';
import { useBackend } from '../../../nets/device/nodeBackends.ts';
import { tinyRequest } from '../../../workers/distilRequest.ts';
import { fakeClients } from '../fakeDistil.ts';

const iterations = 300;
const mostFrames = 40;
const clockStepMs = 150; // four looks at the clock an iteration: a call of 2 s makes about three of them
const slowMs = 120_000; // two slow cores

let folder: string;
beforeAll(() => useBackend('wasm'));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frames-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it(
  'a long run that is watched keeps frames evenly apart, the same that a reload shows',
  async () => {
    let nowMs = 0;
    const clock = () => {
      nowMs += clockStepMs;
      return nowMs;
    };
    const shelf = createDistilFolder(folder);
    const worker = createDistil(shelf, clock);
    const api = { chooseBackend: async () => undefined, ...worker } as unknown;
    const session = createSession(() => 0);
    const { clients } = await fakeClients(session);
    const watched = createRunStore({
      ...clients,
      shelf,
      openWorker: () => ({
        api: api as ReturnType<DistilClients['openWorker']>['api'],
        settle: call => call,
        end: () => undefined,
      }),
    });
    await watched.getState().begin(tinyRequest('long', 'dm', iterations));
    const { frames, finished, failure } = watched.getState().open!;
    expect({ finished, failure }).toEqual({ finished: true, failure: null });
    const kept = frames.map(({ iteration }) => iteration);
    const apart = kept[1] - kept[0];
    expect(kept).toEqual(kept.map((_, i) => i * apart));
    expect(iterations - kept.at(-1)!).toBeLessThan(apart); // how it formed is there to its end
    expect(kept.length).toBeGreaterThan(mostFrames / 2);
    expect(kept.length).toBeLessThanOrEqual(mostFrames);
    const reloaded = await worker.resumeDistillation('long');
    expect(frames).toEqual(reloaded.frames);
    await worker.endDistillation();
  },
  slowMs,
);
