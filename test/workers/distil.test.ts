import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDistilFolder } from '../../bake/distilFolder.ts';
import type { DistilMethod } from '../../src/maths/distillation/distilMethods.ts';
import { createDistil } from '../../workers/tensor/distil.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';
import { tinyRequest } from './distilRequest.ts';

let folder: string;
const open = () => createDistil(createDistilFolder(folder), () => 0); // a clock that stands: whole stretches
const long = 1; // seconds that never pass by that clock

/** A job that is cancelled once it has told its progress so many times. */
function cancelledAfter(reports: number): MessagePort {
  let left = reports;
  const port = {
    onmessage: null as ((event: { data: object }) => void) | null,
    postMessage() {
      if (--left === 0) port.onmessage?.({ data: { kind: 'cancel' } });
    },
    close: () => undefined,
  };
  return port as unknown as MessagePort;
}

describe('distillation in its worker', () => {
  beforeAll(() => useBackend('wasm'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'distil-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['stm', 'mtt', 'dm'] as const)(
    'runs, judges and hands over by %s, and leaves no tensor',
    async method => {
      const leaked = await leakedTensors(async () => {
        const worker = open();
        const begun = await worker.startDistillation(tinyRequest('a', method, 12));
        expect(begun).toMatchObject({
          expertEpochs: 0,
          expertEpochsWanted: method === 'dm' ? 0 : 6,
          finished: false,
        });
        await worker.trainExperts();
        const { iterations, finished, frame, stepSizes } = await worker.distil(long);
        expect(iterations.map(({ iteration }) => iteration)).toEqual(
          Array.from({ length: 12 }, (_, i) => i + 1),
        );
        expect(finished).toBe(true);
        expect(frame.images).not.toEqual(begun.frame.images);
        expect(stepSizes.length).toBe(method === 'dm' ? 0 : iterations.at(-1)!.cap);
        const full = await worker.evaluate('full', 'convnet');
        expect(full.mean).toBeGreaterThan(0.8); // stripes are told apart by far
        const row = await worker.evaluate('synthetic', 'convnet');
        expect(row.accuracies).toHaveLength(2);
        expect(row.confusion.reduce((sum, each) => sum + each, 0)).toBe(2 * 12);
        expect(row.low).toBeLessThanOrEqual(row.mean);
        expect(row.high).toBeGreaterThanOrEqual(row.mean);
        const { card, frames, averages } = await worker.prototypes('nobody');
        expect(card.evaluations.map(({ contender }) => contender)).toEqual(['full', 'synthetic']);
        expect(frames.at(-1)!.iteration).toBe(12);
        expect(
          Math.max(...frames.at(-1)!.images.map((value, i) => Math.abs(value - frame.images[i]))),
        ).toBeLessThan(0.1);
        expect(averages).toHaveLength(2 * 16 * 16 * 3);
        await worker.endDistillation();
      });
      expect(leaked).toBe(0);
    },
  );

  it('judges every contender, and by the other architecture', async () => {
    const worker = open();
    await worker.startDistillation(tinyRequest('a', 'dm', 2));
    await worker.distil(long);
    for (const contender of ['random', 'average', 'herding'] as const) {
      const row = await worker.evaluate(contender, 'convnet');
      expect(row).toMatchObject({ contender, network: 'convnet', imagesPerClass: 1 });
    }
    const other = await worker.evaluate('synthetic', 'resnet');
    expect(other).toMatchObject({ network: 'resnet', iteration: 2 });
    await worker.endDistillation();
    expect((await open().resumeDistillation('a')).evaluations).toHaveLength(4);
  });

  it.each(['stm', 'dm'] as const)(
    'goes on elsewhere from a pause as if it had never stopped, by %s',
    async (method: DistilMethod) => {
      const whole = open();
      await whole.startDistillation(tinyRequest('whole', method, 9));
      await whole.trainExperts();
      const wanted = await whole.distil(long);
      await whole.endDistillation();

      const first = open();
      await first.startDistillation(tinyRequest('halves', method, 9));
      await first.trainExperts();
      await expect(first.distil(long, cancelledAfter(4))).rejects.toMatchObject({ name: 'AbortError' });
      const second = open(); // what a reload does: the first is not asked anything more
      const { iterations, frames } = await second.resumeDistillation('halves');
      expect(iterations).toHaveLength(4);
      expect(frames[0].iteration).toBe(0);
      const rest = await second.distil(long);
      expect([...iterations, ...rest.iterations]).toEqual(wanted.iterations);
      expect(rest.frame.images).toEqual(wanted.frame.images);
      await first.endDistillation();
      await second.endDistillation();
    },
  );

  it('trains experts again that are lost, to the same numbers', async () => {
    const worker = open();
    const request = tinyRequest('a', 'stm', 2);
    await worker.startDistillation(request);
    await worker.trainExperts();
    const [expertsKey] = readdirSync(join(folder, 'experts'));
    const shelf = createDistilFolder(folder);
    const before = await shelf.expertEpoch(expertsKey, 1, 2);
    for (const epoch of [1, 2, 3]) unlinkSync(join(folder, 'experts', expertsKey, `1.${epoch}.f16`));
    expect((await worker.resumeDistillation('a')).expertEpochs).toBe(3);
    await worker.trainExperts();
    expect(await shelf.expertEpoch(expertsKey, 1, 2)).toEqual(before);
    await worker.endDistillation();
  });

  it('stays finished after a reload where its rate fell to its floor before its iterations were used up', async () => {
    const request = tinyRequest('a', 'stm', 500);
    const { matching } = request.settings;
    const falls = { longestSeries: 2, rateEvery: 1, rateFactor: 0.5, leastRate: 0.3 }; // a second fall is too low
    const settings = { ...request.settings, matching: { ...matching, ...falls } };
    const worker = open();
    await worker.startDistillation({ ...request, settings });
    await worker.trainExperts();
    const { finished, iterations } = await worker.distil(long);
    expect(finished).toBe(true);
    expect(iterations.length).toBeLessThan(500);
    await worker.endDistillation();
    const later = open();
    const again = await later.resumeDistillation('a');
    expect(again).toMatchObject({ finished: true });
    expect(again.iterations).toEqual(iterations);
    expect((await later.distil(long)).iterations).toEqual([]);
    await later.endDistillation();
  });

  it('refuses a new run whose numbers are out of their range', async () => {
    const request = tinyRequest('a', 'dm', 0);
    await expect(open().startDistillation(request)).rejects.toThrow('Iterations needs 1 at least.');
  });

  it('names a run that is not kept, and work without one', async () => {
    await expect(open().resumeDistillation('b')).rejects.toThrow('need a run that is kept; got b');
    await expect(open().distil(1)).rejects.toThrow('start one first');
  });
});
