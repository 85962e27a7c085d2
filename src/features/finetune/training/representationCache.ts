import type { PixelBatch } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard, EncoderFile } from '../../../contracts/tensor.ts';
import type { FinetuneClients } from './finetuneClients.ts';

const mostNumbersKept = 2 ** 26; // 256 MB over all networks: 52,000 galaxies of 1,280 numbers
const imagesPerCall = 256; // 7 MB at 96 px

/** Some catalogue rows and their representations. */
interface RowVectors {
  /** (m) */
  rows: Uint32Array;
  /** (m, dimension) row-major */
  vectors: Float32Array;
}

/** Representations of the open catalogue's galaxies, computed once by each network and kept while there is room. */
export interface RepresentationCache {
  /** Loads a network; the calls below use it until another is loaded. */
  load(weights: string | EncoderFile, control: JobControl): Promise<EncoderCard>;
  /**
   * Passes on the representations of rows in batches and in order; rows whose image cannot be read are left out.
   *
   * @param take gets (m) rows and their (m, dimension) vectors
   */
  each(
    rows: Uint32Array,
    control: JobControl & { whenUnpaused?(): Promise<void> },
    take: (rows: Uint32Array, vectors: Float32Array) => void | Promise<void>,
  ): Promise<void>;
  /** Representations of those rows whose image can be read. */
  of(rows: Uint32Array, control: JobControl): Promise<RowVectors>;
  /** The images of those rows that can be read, at the size and crop of the network. */
  pixels(rows: Uint32Array, control: JobControl): Promise<PixelBatch>;
  /** Drops all: another catalogue has opened. */
  forget(): void;
}

/** An empty cache that uses the room's own tensor worker; calls before `load` reject with a sentence. */
export function createRepresentationCache({ session, tensor, pixels }: FinetuneClients): RepresentationCache {
  const vectors = createVectorTable();
  let card: EncoderCard | null = null;

  function needNetwork(): { card: EncoderCard; handle: number } {
    const { catalogue } = session.catalogue.getState();
    if (!card || !catalogue) throw new Error('need a network and a catalogue; got none: load them first');
    return { card, handle: catalogue.handle };
  }

  /** Representations by row of images that have just been read. */
  async function embedded(images: PixelBatch, dimension: number): Promise<Map<number, Float32Array>> {
    if (images.rows.length === 0) return new Map();
    const all = await tensor.call(api => api.embed(images));
    return new Map(Array.from(images.rows, (row, i) => [row, all.slice(i * dimension, (i + 1) * dimension)]));
  }

  const each: RepresentationCache['each'] = async (rows, control, take) => {
    const { card: own, handle } = needNetwork();
    const { name, dimension, view } = own;
    const size = await tensor.call(api => api.batchSize());
    const batches: Uint32Array[] = [];
    for (let at = 0; at < rows.length; at += size) batches.push(rows.slice(at, at + size));
    const missingOf = (batch: Uint32Array) => batch.filter(row => vectors.get(name, row) === undefined);
    /** Reads the images that a batch lacks, while the batch before it is embedded. */
    const readImages = (batch: Uint32Array | undefined) => {
      const missing = batch ? missingOf(batch) : new Uint32Array(0);
      const reading = missing.length > 0 ? pixels(handle, missing, view) : Promise.resolve(null);
      reading.catch(() => {}); // its failure is thrown where it is awaited
      return reading;
    };
    let reading = readImages(batches[0]);
    for (const [i, batch] of batches.entries()) {
      await control.whenUnpaused?.();
      control.signal?.throwIfAborted();
      const images = await reading;
      reading = readImages(batches[i + 1]);
      const fresh = images ? await embedded(images, dimension) : new Map<number, Float32Array>();
      const vectorOf = (row: number) => fresh.get(row) ?? vectors.get(name, row);
      const readable = batch.filter(row => vectorOf(row));
      const together = new Float32Array(readable.length * dimension);
      for (const [k, row] of readable.entries()) together.set(vectorOf(row)!, k * dimension);
      if (images) for (const row of missingOf(batch)) vectors.keep(name, row, fresh.get(row) ?? null);
      await take(readable, together);
      const done = Math.min(rows.length, (i + 1) * size);
      control.onProgress?.({ phase: 'Representing galaxies', done, total: rows.length, unit: 'galaxies' });
    }
  };

  return {
    async load(weights, control) {
      card = await tensor.loadEncoder(weights, control);
      return card;
    },
    each,
    async of(rows, control) {
      const parts: RowVectors[] = [];
      await each(rows, control, (own, ofRows) => {
        parts.push({ rows: own, vectors: ofRows });
      });
      return joined(parts);
    },
    async pixels(rows, control) {
      const { card: own, handle } = needNetwork();
      const { sidePx } = own.view;
      const perImage = sidePx ** 2 * 3;
      const all = new Uint8Array(rows.length * perImage);
      const readable: number[] = [];
      for (let at = 0; at < rows.length; at += imagesPerCall) {
        control.signal?.throwIfAborted();
        const batch = await pixels(handle, rows.slice(at, at + imagesPerCall), own.view);
        all.set(batch.pixels, readable.length * perImage);
        readable.push(...batch.rows);
        const done = Math.min(rows.length, at + imagesPerCall);
        control.onProgress?.({ phase: 'Reading images', done, total: rows.length, unit: 'galaxies' });
      }
      return {
        rows: Uint32Array.from(readable),
        sidePx,
        pixels: all.slice(0, readable.length * perImage),
        problems: [],
      };
    },
    forget: vectors.forget,
  };
}

/** Vectors by network and row, null where an image cannot be read; vectors beyond the limit are not kept. */
function createVectorTable() {
  const tables = new Map<string, Map<number, Float32Array | null>>();
  let numbersKept = 0;
  return {
    get: (network: string, row: number) => tables.get(network)?.get(row),
    keep(network: string, row: number, vector: Float32Array | null): void {
      const table = tables.get(network) ?? new Map<number, Float32Array | null>();
      tables.set(network, table);
      const length = vector?.length ?? 0;
      if (numbersKept + length > mostNumbersKept) return;
      table.set(row, vector);
      numbersKept += length;
    },
    forget(): void {
      tables.clear();
      numbersKept = 0;
    },
  };
}

function joined(parts: readonly RowVectors[]): RowVectors {
  const vectors = new Float32Array(parts.reduce((sum, part) => sum + part.vectors.length, 0));
  let at = 0;
  for (const part of parts) {
    vectors.set(part.vectors, at);
    at += part.vectors.length;
  }
  return { rows: Uint32Array.from(parts.flatMap(({ rows }) => [...rows])), vectors };
}
