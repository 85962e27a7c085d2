import type { IngestProblem, PixelBatch } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import { embeddingOrder } from '../../maths/catalogue/embeddingOrder.ts';

/** The steps of an embedding, each a call to some worker; tests pass fakes. */
export interface EmbeddingSteps {
  rowCount: number;
  /** What an embedding that was interrupted had made: it is kept again, and the rest follows. */
  former?: AsyncIterable<{ rows: Uint32Array; vectors: Float32Array }>;
  /** Galaxies a call of `embed` takes. */
  batchSize: number;
  pixels(rows: Uint32Array): Promise<PixelBatch>;
  /** (rows, dimension). Survives a lost device by itself: a batch is answered once, whole. */
  embed(batch: PixelBatch): Promise<Float32Array>;
  /** Writes representations that are new where a reload cannot take them; the vectors are read before it returns. */
  log?(rows: Uint32Array, vectors: Float32Array): void;
  /** Stores representations where a lost device cannot take them. */
  keep(rows: Uint32Array, vectors: Float32Array): Promise<void>;
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
 * network. Cancelling publishes what there is and rejects with the AbortError.
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
  let ahead = batches.length > 0 ? steps.pixels(batches[0]) : undefined;
  try {
    for (let i = 0, done = had.count; i < batches.length; i++) {
      await control.whenUnpaused?.();
      control.signal?.throwIfAborted();
      const batch = await (ahead as Promise<PixelBatch>);
      ahead = i + 1 < batches.length ? steps.pixels(batches[i + 1]) : undefined;
      ahead?.catch(() => {}); // awaited, and answered, in its own turn
      problems.push(...batch.problems);
      if (batch.rows.length > 0) {
        const vectors = await steps.embed(batch);
        steps.log?.(batch.rows, vectors);
        await steps.keep(batch.rows, vectors);
        embedded += batch.rows.length;
      }
      done += batches[i].length;
      control.onProgress?.({
        ...{ phase: 'Embedding', done, total: steps.rowCount, unit: 'galaxies', before: had.count },
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
    await keep(rows, vectors);
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
