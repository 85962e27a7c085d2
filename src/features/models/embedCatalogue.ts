import type { IngestProblem, PixelBatch } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import { embeddingOrder } from '../../maths/catalogue/embeddingOrder.ts';
import type { Embedded } from './crew/tensorCrew.ts';

/** The steps of an embedding, each a call to some worker; tests pass fakes. */
export interface EmbeddingSteps {
  rowCount: number;
  /** What an embedding that was interrupted had made: it is kept again, and the rest follows. */
  former?: AsyncIterable<{ rows: Uint32Array; vectors: Float32Array }>;
  /** Galaxies a call of `embed` takes. */
  batchSize: number;
  pixels(rows: Uint32Array): Promise<PixelBatch>;
  /** Batches that can be embedded at once. Default 1 */
  atOnce?(): number;
  /** Survives a lost device by itself: a batch is answered once, whole. */
  embed(batch: PixelBatch): Promise<Embedded>;
  /** Writes representations that are new where a reload cannot take them; the vectors are read before it returns. */
  log?(rows: Uint32Array, vectors: Float32Array): void;
  /** Stores representations where a lost device cannot take them; of former ones only the vectors are there. */
  keep(rows: Uint32Array, embedded: Embedded): Promise<void>;
  /** Makes what is there usable: after the sample, at every doubling, and at the end. */
  publish(complete: boolean): Promise<void>;
}

/** How an embedding reports, and how it is stopped and paused. */
export interface EmbeddingControl extends JobControl {
  /** Waited for before each batch, so that a paused job rests. */
  whenUnpaused?(): Promise<void>;
}

interface EmbeddingResult {
  embedded: number;
  problems: IngestProblem[];
}

/**
 * Embeds every galaxy of a catalogue: a spread-out sample first, then the rest, decoding one batch ahead of the
 * network. Batches are kept in their order, so that the result does not depend on how many are embedded at once. Cancelling
 * publishes what there is and rejects with the AbortError.
 */
export async function embedCatalogue(
  steps: EmbeddingSteps,
  control: EmbeddingControl,
): Promise<EmbeddingResult> {
  const { order, sample } = embeddingOrder(steps.rowCount);
  const problems: IngestProblem[] = [];
  const had = await keepFormer(steps, control);
  let embedded = had.count;
  let nextPublication = sample;
  const wanted = order.filter(row => !had.rows[row]);
  const wantedSample = order.subarray(0, sample).filter(row => !had.rows[row]).length;
  const batches = cut(wanted, wantedSample, steps.batchSize);
  const pipeline = createPipeline(batches, steps);
  try {
    for (let i = 0, done = had.count; i < batches.length; i++) {
      await control.whenUnpaused?.();
      control.signal?.throwIfAborted();
      const { batch, embedded: made } = await pipeline.next();
      problems.push(...batch.problems);
      if (made) {
        steps.log?.(batch.rows, made.vectors);
        await steps.keep(batch.rows, made);
        embedded += batch.rows.length;
      }
      done += batches[i].length;
      control.onProgress?.({
        ...{ phase: phaseOf(steps), done, total: steps.rowCount, unit: 'galaxies', before: had.count },
      });
      if (done >= nextPublication && done < steps.rowCount && embedded > 1) {
        nextPublication = done * 2;
        await steps.publish(false);
      }
    }
  } catch (error) {
    if (control.signal?.aborted && embedded > 1) await steps.publish(false);
    throw error;
  }
  if (embedded > 0) await steps.publish(true);
  return { embedded, problems };
}

/** A batch and what the network made of it; null where none of its images could be read. */
interface EmbeddedBatch {
  batch: PixelBatch;
  embedded: Embedded | null;
}

/** Embeds several batches at once, and gives them in their order, whichever is done first. */
function createPipeline(
  batches: readonly Uint32Array[],
  { pixels, embed, atOnce }: Pick<EmbeddingSteps, 'pixels' | 'embed' | 'atOnce'>,
): { next(): Promise<EmbeddedBatch> } {
  const underWay: Promise<EmbeddedBatch>[] = [];
  let begun = 0;
  let ahead: Promise<PixelBatch> | undefined;
  const decode = (i: number) => {
    const decoded = i < batches.length ? pixels(batches[i]) : undefined;
    decoded?.catch(() => {}); // awaited, and answered, in its own turn
    return decoded;
  };
  async function embeddedOnceRead(decoded: Promise<PixelBatch>): Promise<EmbeddedBatch> {
    const batch = await decoded;
    return { batch, embedded: batch.rows.length > 0 ? await embed(batch) : null };
  }
  function begin(): void {
    const one = embeddedOnceRead((ahead ?? decode(begun)) as Promise<PixelBatch>);
    one.catch(() => {}); // as above
    underWay.push(one);
    ahead = decode(++begun);
  }
  return {
    next() {
      const workers = atOnce?.() ?? 1;
      const room = workers > 1 ? workers + 1 : 1; // one more waits, so that no worker does
      while (begun < batches.length && underWay.length < room) begin();
      return underWay.shift() as Promise<EmbeddedBatch>;
    },
  };
}

function phaseOf({ atOnce }: EmbeddingSteps): string {
  const workers = atOnce?.() ?? 1;
  return workers > 1 ? `Embedding with ${workers} workers` : 'Embedding';
}

/** Hands over what an earlier embedding made. @returns (n) 1 for the rows it had, and how many */
async function keepFormer(
  { rowCount, former, keep }: EmbeddingSteps,
  { signal }: EmbeddingControl,
): Promise<{ rows: Uint8Array; count: number }> {
  const had = new Uint8Array(rowCount);
  let count = 0;
  for await (const { rows, vectors } of former ?? []) {
    signal?.throwIfAborted();
    if (rows.some(row => row >= rowCount || had[row] === 1)) continue; // of another catalogue, or written twice
    for (const row of rows) had[row] = 1;
    count += rows.length;
    await keep(rows, { vectors });
  }
  return { rows: had, count };
}

/** Batches that never straddle the end of the sample, each in ascending order as readers like it. */
function cut(order: Uint32Array, sample: number, batchSize: number): Uint32Array[] {
  const batches: Uint32Array[] = [];
  for (const [from, to] of [
    [0, sample],
    [sample, order.length],
  ]) {
    for (let at = from; at < to; at += batchSize) batches.push(order.slice(at, Math.min(to, at + batchSize)));
  }
  return batches;
}
