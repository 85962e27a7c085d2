import type { Remote } from 'comlink';
import { expect, it } from 'vitest';
import type { MosaicSources, MosaicWorker } from '../../../../src/contracts/mosaic.ts';
import { createMosaicClient } from '../../../../src/features/ingest/mosaic/mosaicClient.ts';

const file = new File([], 'field.fits');
const none = {} as MosaicSources;
const parts = { across: 3, down: 4 };

/** A client of workers that tell which parts each was asked for. */
function clientOf(detect: (part: number) => Promise<MosaicSources>) {
  const asked: number[][] = [];
  const open = () => {
    const own: number[] = [];
    asked.push(own);
    const api = {
      detect(_: File, part: number) {
        own.push(part);
        return detect(part);
      },
    };
    return {
      api: api as unknown as Remote<MosaicWorker>,
      settle: <T>(call: Promise<T>) => call,
      end: () => undefined,
    };
  };
  return { asked, client: createMosaicClient(open, 2) };
}

const soon = () => new Promise<MosaicSources>(resolve => setTimeout(() => resolve(none), 1));

it('searches rows of parts side by side, each by one worker, and only the parts asked for', async () => {
  const { asked, client } = clientOf(soon);
  const came: number[] = [];
  const wanted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const search = { facts: { parts, isHeldWhole: false }, wanted, onPart: (part: number) => came.push(part) };
  await client.detect(file, search, new AbortController().signal);
  expect(came.toSorted((a, b) => a - b)).toEqual(wanted);
  expect(asked).toHaveLength(2);
  const rowsOf = (own: number[]) => own.map(part => Math.floor(part / parts.across));
  for (const own of asked) expect(rowsOf(own)).toEqual(rowsOf(own).toSorted((a, b) => a - b));
  expect(rowsOf(asked[0]).some(row => rowsOf(asked[1]).includes(row))).toBe(false);
});

it('leaves an image that is held whole to one worker, and stops all at the first failure', async () => {
  const whole = clientOf(soon);
  const search = { facts: { parts, isHeldWhole: true }, wanted: [0, 1], onPart: () => undefined };
  await whole.client.detect(file, search, new AbortController().signal);
  expect(whole.asked).toEqual([[0, 1]]);

  const broken = clientOf(part => (part === 3 ? Promise.reject(new Error('It was moved.')) : soon()));
  const all = { ...search, facts: { parts, isHeldWhole: false }, wanted: [0, 1, 2, 3, 4, 5, 6, 7, 8] };
  await expect(broken.client.detect(file, all, new AbortController().signal)).rejects.toThrow(
    'It was moved.',
  );
  expect(broken.asked.flat().length).toBeLessThan(4);
});
