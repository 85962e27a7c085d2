import type { IngestProblem, OpenedCatalogue, PixelBatch, PixelView } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard } from '../../../contracts/tensor.ts';
import type { TensorClient } from '../../../rpc/tensorClient.ts';
import { blankPredictions, fillPredictions, type HeadPredictions } from '../../../session/predictions.ts';
import type { ComponentsClient } from '../componentsClient.ts';
import { createTensorCrew, type Embedded, type TensorCrew } from '../crew/tensorCrew.ts';
import { type EmbeddingControl, embedCatalogue } from '../embedCatalogue.ts';

/** Principal components kept of a representation: the paper searches in about 40; 64 hold a little more. */
const componentsKept = 64;
const worthHelping = 500; // galaxies: some ten seconds; a helper needs one or two to start
const pauseMs = 100; // more than a turn of the page takes
const rowsAtOnce = 2048; // of a representation the file brings: 10 MB at 1,280 numbers each

/** Hands the representation a catalogue’s file brings to a components client. */
export async function adoptRepresentation(
  catalogue: OpenedCatalogue,
  components: ComponentsClient,
  control: JobControl,
): Promise<void> {
  if (!catalogue.embedding) return;
  const { rows, columns, values } = catalogue.embedding;
  await components.begin(columns, Math.min(componentsKept, rows, columns));
  for (let from = 0; from < rows; from += rowsAtOnce) {
    control.signal?.throwIfAborted();
    const to = Math.min(rows, from + rowsAtOnce);
    const these =
      catalogue.embeddingRows?.slice(from, to) ?? Uint32Array.from({ length: to - from }, (_, i) => from + i);
    await components.add(these, values.slice(from * columns, to * columns));
    control.onProgress?.({ phase: 'Reading representations', done: to, total: rows, unit: 'galaxies' });
  }
}

/** Where the representations of one catalogue by one network are written as they are made. */
interface EmbeddingLog {
  /** What an embedding that was interrupted had made: (m) rows and (m, dimension) vectors, row-major. */
  former: AsyncIterable<{ rows: Uint32Array; vectors: Float32Array }>;
  /** Writes some more; returns at once, and what cannot be written is only not there after a reload. */
  add(rows: Uint32Array, vectors: Float32Array): void;
}

/** Tensor workers beside the first. */
export interface Helpers {
  /** Starts one that has the network of a card. */
  open(card: EncoderCard): Promise<TensorClient>;
  /** Workers at most, the first included. */
  most: number;
}

/** Opens the log of a catalogue and a network; null where the catalogue is not kept. */
export type OpenEmbeddingLog = (
  catalogue: OpenedCatalogue,
  card: EncoderCard,
) => Promise<EmbeddingLog | null>;

interface EmbeddingMeans {
  tensor: TensorClient;
  /** More tensor workers for a long embedding. Default: none */
  helpers?: Helpers;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  components: ComponentsClient;
  /** The network that is loaded. */
  card: EncoderCard;
  /** Where representations are written as they are made; null where the catalogue is not kept. */
  log: EmbeddingLog | null;
  /**
   * @param predictions what the network's head says of the galaxies so far; null where it has none
   * @param distances (n) from the training galaxies, NaN where not embedded (yet); null where the network does not tell
   */
  publish(
    complete: boolean,
    predictions: HeadPredictions | null,
    distances: Float32Array | null,
  ): Promise<void>;
}

/** Embeds every galaxy of a catalogue with the network that is loaded. */
export async function embedWith(
  catalogue: OpenedCatalogue,
  { tensor, helpers, pixels, components, card, log, publish }: EmbeddingMeans,
  control: EmbeddingControl,
): Promise<IngestProblem[]> {
  const crew = await crewOf(tensor, catalogue.rowCount < worthHelping ? undefined : helpers, card);
  const batchSize = await tensor.call(api => api.batchSize());
  await components.begin(card.dimension, Math.min(componentsKept, catalogue.rowCount));
  const predicted = card.head && blankPredictions(card.name, card.head, catalogue.rowCount);
  const distances = card.familiar ? new Float32Array(catalogue.rowCount).fill(Number.NaN) : null;
  const steps = {
    rowCount: catalogue.rowCount,
    former: log?.former,
    log: log?.add,
    batchSize,
    pixels: (rows: Uint32Array) => pixels(catalogue.handle, rows, card.view),
    atOnce: crew.size,
    embed: crew.embed,
    async keep(rows: Uint32Array, made: Embedded) {
      const {
        vectors,
        answers,
        distances: far,
      } = made.answers || made.distances ? made : await told(tensor, card, made);
      if (predicted && answers) fillPredictions(predicted, rows, answers);
      if (distances && far) for (const [i, row] of rows.entries()) distances[row] = far[i];
      await components.add(rows, vectors);
    },
    publish: (complete: boolean) => publish(complete, predicted ? { ...predicted } : null, distances),
  };
  try {
    return (await embedCatalogue(steps, restTold(control, crew))).problems;
  } finally {
    crew.end();
  }
}

/** With what the head and the training galaxies say of the representations. */
async function told(client: TensorClient, card: EncoderCard, { vectors }: Embedded): Promise<Embedded> {
  return {
    vectors,
    ...(card.head && { answers: await client.call(api => api.answers(vectors)) }),
    ...(card.familiar && { distances: await client.call(api => api.distances(vectors)) }),
  };
}

/** Only WebAssembly gains by more workers: a graphics processor is one, and kept busy by one. */
async function crewOf(
  tensor: TensorClient,
  helpers: Helpers | undefined,
  card: EncoderCard,
): Promise<TensorCrew> {
  const embedderOf = (client: TensorClient, end = () => {}) => ({
    // By one worker: asked of the first alone, they would wait there for its next batch, and the others for them.
    embed: async (batch: PixelBatch) =>
      told(client, card, { vectors: await client.call(api => api.embed(batch)) }),
    end,
  });
  const most = helpers && (await tensor.report()).chosen === 'wasm' ? helpers.most : 1;
  return createTensorCrew(embedderOf(tensor), {
    most,
    clock: () => performance.now(),
    async openHelper() {
      if (!helpers) throw new Error('need helpers; got none');
      const client = await helpers.open(card);
      return embedderOf(client, client.end);
    },
  });
}

/** Tells the crew of pauses, which would pass for slowness. */
function restTold(control: EmbeddingControl, crew: TensorCrew): EmbeddingControl {
  return {
    ...control,
    async whenUnpaused() {
      const before = performance.now();
      await control.whenUnpaused?.();
      if (performance.now() - before > pauseMs) crew.rested();
    },
  };
}
