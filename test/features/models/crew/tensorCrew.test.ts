import { describe, expect, it } from 'vitest';
import type { PixelBatch } from '../../../../src/contracts/ingest.ts';
import { createTensorCrew, type Embedder } from '../../../../src/features/models/crew/tensorCrew.ts';
import { type EmbeddingSteps, embedCatalogue } from '../../../../src/features/models/embedCatalogue.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

/**
 * Workers on a clock of their own: a batch takes `batchMs`, times the workers at work beyond the machine's `cores`. The
 * "representation" of a row is the row.
 */
function machine({ cores, batchMs = 100, most = 4 }: { cores: number; batchMs?: number; most?: number }) {
  let nowMs = 0;
  const random = createRandom(1);
  const timers: { atMs: number; fire: () => void }[] = [];
  const sleep = (ms: number) =>
    new Promise<void>(resolve => timers.push({ atMs: nowMs + ms, fire: resolve }));
  const record = { opened: 0, ended: 0, busy: 0, mostBusy: 0, failsFrom: Number.POSITIVE_INFINITY };
  const embedder = (isHelper: boolean): Embedder => ({
    async embed(batch) {
      record.busy++;
      record.mostBusy = Math.max(record.mostBusy, record.busy);
      await sleep(batchMs * Math.max(1, record.busy / cores) * (1 + 0.02 * random.uniform()));
      record.busy--;
      if (isHelper && nowMs >= record.failsFrom) throw new Error('lost for good');
      return { vectors: Float32Array.from(batch.rows) };
    },
    end: () => void record.ended++,
  });
  const crew = createTensorCrew(embedder(false), {
    most,
    clock: () => nowMs,
    async openHelper() {
      record.opened++;
      await sleep(250);
      return embedder(true);
    },
  });
  /** Lets time pass until a job is done. */
  async function through<T>(job: Promise<T>): Promise<T> {
    let isDone = false;
    const seen = job.finally(() => {
      isDone = true;
    });
    seen.catch(() => {});
    while (!isDone) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve(); // whoever can go on does
      await new Promise(resolve => setImmediate(resolve));
      timers.sort((a, b) => a.atMs - b.atMs);
      const next = timers.shift();
      if (next) nowMs = next.atMs;
      next?.fire();
    }
    return seen;
  }
  return { crew, record, through, sleep, now: () => nowMs };
}

function steps(rowCount: number, crew?: ReturnType<typeof createTensorCrew>) {
  const kept: number[][] = [];
  const made: EmbeddingSteps = {
    ...{ rowCount, batchSize: 16 },
    pixels: async (rows): Promise<PixelBatch> => ({
      ...{ rows, sidePx: 1, problems: [] },
      pixels: new Uint8Array(rows.length * 3),
    }),
    embed: crew ? crew.embed : async batch => ({ vectors: Float32Array.from(batch.rows) }),
    atOnce: crew?.size,
    async keep(rows, { vectors }) {
      kept.push([...rows, ...vectors]);
    },
    publish: async () => {},
  };
  return { made, kept };
}

describe('a crew of tensor workers', () => {
  it('takes on what the cores bear, and is then that much faster', async () => {
    const { crew, record, through, now } = machine({ cores: 2 });
    const { made } = steps(1600, crew);
    await through(embedCatalogue(made, {}));
    expect(crew.size()).toBe(2);
    expect([record.opened, record.ended]).toEqual([2, 1]); // a third gained nothing
    expect(now()).toBeLessThan(0.65 * 100 * 100); // one takes 100 batches of 100 ms
  });

  it('keeps one worker where a second gains nothing', async () => {
    const { crew, record, through } = machine({ cores: 1 });
    await through(embedCatalogue(steps(1600, crew).made, {}));
    expect(crew.size()).toBe(1);
    expect([record.opened, record.ended, record.busy]).toEqual([1, 1, 0]);
  });

  it('gives what one worker gives, in the same order', async () => {
    const alone = steps(1000);
    await embedCatalogue(alone.made, {});
    const { crew, through, record } = machine({ cores: 4 });
    const together = steps(1000, crew);
    await through(embedCatalogue(together.made, {}));
    expect(record.mostBusy).toBeGreaterThan(2);
    expect(together.kept).toEqual(alone.kept);
  });

  it('goes on without a helper that is lost for good, and repeats its batch', async () => {
    const { crew, record, through } = machine({ cores: 4 });
    record.failsFrom = 3000;
    const alone = steps(1600);
    await embedCatalogue(alone.made, {});
    const together = steps(1600, crew);
    await through(embedCatalogue(together.made, {}));
    expect(together.kept).toEqual(alone.kept);
    expect(crew.size()).toBe(1);
    expect(record.ended).toBe(record.opened);
  });

  it('does not take a pause for slowness', async () => {
    const { crew, through, sleep } = machine({ cores: 2, most: 2 });
    let batches = 0;
    async function whenUnpaused(): Promise<void> {
      if (++batches !== 22) return; // the second has come, and is being timed
      await sleep(60_000);
      crew.rested();
    }
    await through(embedCatalogue(steps(1600, crew).made, { whenUnpaused }));
    expect(crew.size()).toBe(2);
  });

  it('ends its helpers with a cancelled embedding', async () => {
    const { crew, record, through } = machine({ cores: 4 });
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => done > 500 && stop.abort();
    const cancelled = embedCatalogue(steps(1600, crew).made, { signal: stop.signal, onProgress }).finally(
      crew.end,
    );
    await expect(through(cancelled)).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(record.ended).toBe(record.opened);
    const late = { rows: Uint32Array.of(1), sidePx: 1, pixels: new Uint8Array(3), problems: [] };
    await expect(crew.embed(late)).rejects.toThrow('ended');
  });
});
