import type { OpenedCatalogue, PixelBatch, PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { JoiningGalaxies } from '../../contracts/joining.ts';
import type { BackendName, BackendReport, EncoderCard, EncoderFile } from '../../contracts/tensor.ts';
import type { TensorClient } from '../../rpc/tensorClient.ts';
import type { ComponentsClient } from './componentsClient.ts';
import type { OpenEmbeddingLog } from './representations/representCatalogue.ts';

/** The workers this room speaks to, as plain promises. */
export interface ModelsClients {
  tensor: TensorClient;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  pixelsOfFile(file: File, view: PixelView): Promise<PixelBatch>;
  openComponents(): ComponentsClient;
  /** Starts another tensor worker, to help the first with an embedding on WebAssembly. Default: it does all alone. */
  openHelper?(): TensorClient;
  /** Tensor workers at most, the first included. Default 1 */
  mostTensors?: number;
  /** Default: embeddings are not written down. */
  openEmbeddingLog?: OpenEmbeddingLog;
  /** Weights that are not shipped, from this browser's shelf; null where they are not there. */
  encoderFile(name: string): Promise<EncoderFile | null>;
}

/** Backend, weights and the embedding under way: what the Models dialog shows and does. */
export interface ModelsState {
  /** Null until a backend was first needed or asked about. */
  backend: BackendReport | null;
  racing: boolean;
  /** The network that is loaded. */
  card: EncoderCard | null;
  /** Weights that represent the catalogues opened from now on, by name. */
  chosen: string;
  /** Weights a person asked for that are on their way, and the job that brings them. */
  switching: { name: string; job: number } | null;
  /** Embeds the open catalogue, or takes the representation its file brings. A running one is stopped first. */
  represent(): Promise<void>;
  /**
   * Embeds the open catalogue with other weights, or takes what they made of it before, and remembers them; if that is stopped
   * or fails, all stays as it was.
   */
  use(name: string): Promise<void>;
  /** The network of the map, its weights fetched first where that has not been done; else the chosen one. */
  load(control: JobControl): Promise<EncoderCard>;
  /** Goes back to the shipped weights for what is opened next, if these were chosen. */
  forget(name: string): void;
  /**
   * Components of galaxies of another open catalogue, under the present basis and with the network of the map.
   *
   * @param rows (m) of that catalogue
   */
  embedJoining(
    source: Pick<OpenedCatalogue, 'handle'>,
    rows: Uint32Array,
    control: JobControl,
  ): Promise<JoiningGalaxies>;
  /** Components of one image from outside, under the present basis. */
  embedFile(file: File, control: JobControl): Promise<Float32Array>;
  /** Races the backends if that has not been done. */
  race(): Promise<void>;
  /** Computes on this backend from now on, also in later visits; null: on the fastest. */
  prefer(backend: BackendName | null): Promise<void>;
}
