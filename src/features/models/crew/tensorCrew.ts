import type { PixelBatch } from '../../../contracts/ingest.ts';

/** What a network makes of a batch. */
export interface Embedded {
  /** (batch.rows.length, dimension) row-major. */
  vectors: Float32Array;
  /** (batch.rows.length, answers) row-major, of its head; absent where it has none. */
  answers?: Float32Array;
  /** (batch.rows.length) from the training galaxies; absent where it does not tell. */
  distances?: Float32Array;
}

/** A tensor worker that has the network. */
export interface Embedder {
  embed(batch: PixelBatch): Promise<Embedded>;
  end(): void;
}

/** Tensor workers that embed one catalogue together; which of them takes a batch makes no difference to its vectors. */
export interface TensorCrew {
  /** Workers at work: as many batches can be embedded at once. */
  size(): number;
  /** By whoever is free next. A helper that is lost for good leaves its batch to the others. */
  embed(batch: PixelBatch): Promise<Embedded>;
  /** Nothing was done for a while: what is being timed begins anew. */
  rested(): void;
  /** Ends the helpers; the first worker stays. */
  end(): void;
}

interface CrewOptions {
  /** Starts another worker and gives it the same network. */
  openHelper(): Promise<Embedder>;
  /** Workers at most, the first included. */
  most: number;
  /** Milliseconds. */
  clock(): number;
}

const trialBatches = 4; // of each worker: half a second to ten, enough to tell a tenth
const leastGain = 1.1; // a helper that gains less is not worth its memory: it holds the network once more

/**
 * Begins with one worker and adds helpers as long as the catalogue's own batches show that each makes it faster. They are timed
 * as they come, decoding beside them included: a machine whose cores are taken keeps one.
 */
export function createTensorCrew(first: Embedder, { openHelper, most, clock }: CrewOptions): TensorCrew {
  const workers = [first];
  const free = [first];
  const leaving = new Set<Embedder>();
  const waiting: ((worker: Embedder) => void)[] = [];
  let ended = false;
  let isSettled = most < 2;
  let formerPace = 0; // galaxies a millisecond, without the last helper
  let warmUp = 1; // batches before the clock starts: the first compiles
  let lap: { sinceMs: number; galaxies: number; batches: number } | null = null;

  function taken(): Promise<Embedder> {
    const worker = free.pop();
    return worker ? Promise.resolve(worker) : new Promise(resolve => waiting.push(resolve));
  }

  function release(worker: Embedder): void {
    const next = leaving.has(worker) ? undefined : waiting.shift();
    if (leaving.has(worker)) worker.end();
    else if (next) next(worker);
    else free.push(worker);
  }

  /** Lets a helper go, once what it has under way is done. */
  function dismiss(helper: Embedder): void {
    workers.splice(workers.indexOf(helper), 1);
    leaving.add(helper);
    const at = free.indexOf(helper);
    if (at < 0) return;
    free.splice(at, 1);
    helper.end();
  }

  function begin(warmUpBatches: number): void {
    lap = null;
    warmUp = warmUpBatches;
  }

  function count(galaxies: number): void {
    if (isSettled) return;
    if (lap === null) {
      if (--warmUp <= 0) lap = { sinceMs: clock(), galaxies: 0, batches: 0 };
      return;
    }
    lap.galaxies += galaxies;
    lap.batches++;
    if (lap.batches >= trialBatches * workers.length) judge(lap.galaxies / (clock() - lap.sinceMs));
  }

  function judge(pace: number): void {
    const gains = workers.length === 1 || pace >= leastGain * formerPace;
    if (!gains) dismiss(workers[workers.length - 1]);
    isSettled = true; // while a helper is on its way nothing is timed
    if (!gains || workers.length >= most) return;
    formerPace = pace;
    openHelper().then(join, () => {}); // the first goes on alone
  }

  function join(helper: Embedder): void {
    if (ended) {
      helper.end();
      return;
    }
    workers.push(helper);
    isSettled = false;
    begin(2 * workers.length);
    release(helper);
  }

  async function embed(batch: PixelBatch): Promise<Embedded> {
    const worker = await taken();
    try {
      if (ended) throw new Error('need a crew at work; got one that was ended');
      const embedded = await worker.embed(batch);
      count(batch.rows.length);
      return embedded;
    } catch (error) {
      if (worker === first || ended) throw error;
      isSettled = true;
      if (!leaving.has(worker)) dismiss(worker);
      return await embed(batch);
    } finally {
      release(worker);
    }
  }

  return {
    size: () => workers.length,
    embed,
    rested: () => begin(1),
    end() {
      ended = true;
      for (const worker of [...workers, ...leaving]) if (worker !== first) worker.end();
    },
  };
}
