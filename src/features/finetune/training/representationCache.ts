import type { PixelBatch } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard, EncoderFile } from '../../../contracts/tensor.ts';
import type { FinetuneClients } from './finetuneClients.ts';

const mostNumbersKept = 2 ** 26; // 256 MB over all networks: 52,000 galaxies of 1,280 numbers
const pixelsAtOnce = 256; // images a call for pixels alone asks for: 7 MB at 96 px

/** RepresentationCache of the open catalogue's galaxies, made once by each network and kept while there is room. */
export interface RepresentationCache {
  /** Loads a network where another is loaded. */
  load(weights: string | EncoderFile, control: JobControl): Promise<EncoderCard>;
  /**
   * Hands over the representations of rows by the network last loaded, in batches and in order; rows whose image cannot be
   * read are left out.
   */
  each(
    rows: Uint32Array,
    control: JobControl & { whenUnpaused?(): Promise<void> },
    take: (rows: Uint32Array, vectors: Float32Array) => void | Promise<void>,
  ): Promise<void>;
  /** (rows.length, dimension) of those that can be read. */
  of(rows: Uint32Array, control: JobControl): Promise<Part>;
  /** The images of those that can be read, as the network last loaded sees them. */
  pixels(rows: Uint32Array, control: JobControl): Promise<PixelBatch>;
  /** Another catalogue has opened. */
  forget(): void;
}

export function createRepresentationCache({ session, tensor, pixels }: FinetuneClients): RepresentationCache {
  let kept = new Map<string, Map<number, Float32Array | null>>();
  let keptNumbers = 0;
  let card: EncoderCard | null = null;

  function need(): { card: EncoderCard; handle: number } {
    const { catalogue } = session.catalogue.getState();
    if (!card || !catalogue) throw new Error('need a network and a catalogue; got none: load them first');
    return { card, handle: catalogue.handle };
  }

  function keep(name: string, row: number, vector: Float32Array | null): void {
    const own = kept.get(name) ?? new Map<number, Float32Array | null>();
    kept.set(name, own);
    if (keptNumbers + (vector?.length ?? 0) > mostNumbersKept) return;
    own.set(row, vector);
    keptNumbers += vector?.length ?? 0;
  }

  async function each(
    rows: Uint32Array,
    control: JobControl & { whenUnpaused?(): Promise<void> },
    take: (rows: Uint32Array, vectors: Float32Array) => void | Promise<void>,
  ): Promise<void> {
    const { card: own, handle } = need();
    const size = await tensor.call(api => api.batchSize());
    const known = (row: number) => kept.get(own.name)?.get(row);
    const missingOf = (batch: Uint32Array) => batch.filter(row => known(row) === undefined);
    const fetched = (batch: Uint32Array | undefined) => {
      const missing = batch ? missingOf(batch) : new Uint32Array(0);
      const coming = missing.length > 0 ? pixels(handle, missing, own.view) : Promise.resolve(null);
      coming.catch(() => {}); // awaited, and answered, in its own turn
      return coming;
    };
    const batches: Uint32Array[] = [];
    for (let at = 0; at < rows.length; at += size) batches.push(rows.slice(at, at + size));
    let ahead = fetched(batches[0]);
    for (const [i, batch] of batches.entries()) {
      await control.whenUnpaused?.();
      control.signal?.throwIfAborted();
      const images = await ahead;
      ahead = fetched(batches[i + 1]);
      const fresh = new Map<number, Float32Array>();
      if (images) {
        const vectors =
          images.rows.length > 0 ? await tensor.call(api => api.embed(images)) : new Float32Array(0);
        for (const [k, row] of images.rows.entries()) {
          fresh.set(row, vectors.slice(k * own.dimension, (k + 1) * own.dimension));
        }
      }
      const there = batch.filter(row => fresh.has(row) || known(row));
      const together = new Float32Array(there.length * own.dimension);
      for (const [k, row] of there.entries()) together.set(fresh.get(row) ?? known(row)!, k * own.dimension);
      if (images) for (const row of missingOf(batch)) keep(own.name, row, fresh.get(row) ?? null);
      await take(there, together);
      const done = Math.min(rows.length, (i + 1) * size);
      control.onProgress?.({ phase: 'Representing galaxies', done, total: rows.length, unit: 'galaxies' });
    }
  }

  return {
    async load(weights, control) {
      card = await tensor.loadEncoder(weights, control);
      return card;
    },
    each,
    async of(rows, control) {
      const parts: Part[] = [];
      await each(rows, control, (own, vectors) => {
        parts.push({ rows: own, vectors });
      });
      return joined(parts);
    },
    async pixels(rows, control) {
      const { card: own, handle } = need();
      const all: PixelBatch = { rows, sidePx: own.view.sidePx, pixels: new Uint8Array(0), problems: [] };
      const perImage = own.view.sidePx ** 2 * 3;
      const into = new Uint8Array(rows.length * perImage);
      const readable: number[] = [];
      for (let at = 0; at < rows.length; at += pixelsAtOnce) {
        control.signal?.throwIfAborted();
        const batch = await pixels(handle, rows.slice(at, at + pixelsAtOnce), own.view);
        into.set(batch.pixels, readable.length * perImage);
        readable.push(...batch.rows);
        const done = Math.min(rows.length, at + pixelsAtOnce);
        control.onProgress?.({ phase: 'Reading images', done, total: rows.length, unit: 'galaxies' });
      }
      return { ...all, rows: Uint32Array.from(readable), pixels: into.slice(0, readable.length * perImage) };
    },
    forget() {
      kept = new Map();
      keptNumbers = 0;
    },
  };
}

type Part = { rows: Uint32Array; vectors: Float32Array };

function joined(parts: readonly Part[]): Part {
  const vectors = new Float32Array(parts.reduce((sum, part) => sum + part.vectors.length, 0));
  let at = 0;
  for (const part of parts) {
    vectors.set(part.vectors, at);
    at += part.vectors.length;
  }
  return { rows: Uint32Array.from(parts.flatMap(({ rows }) => [...rows])), vectors };
}
