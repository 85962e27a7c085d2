import type { PixelBatch, PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import type { EncoderCard, TensorWorker } from '../../contracts/tensor.ts';

/** What this room asks of the tensor worker. */
export type NetworkCalls = Pick<
  TensorWorker,
  'embed' | 'answers' | 'stages' | 'firstFilters' | 'featureMaps' | 'attention' | 'occluded' | 'batchSize'
>;

/** The workers this room speaks to, as plain promises; tests pass fakes. */
export interface NetworkClients {
  /** The network that made the map, loaded where it is not yet. Rejects with a sentence while another is at work. */
  load(control: JobControl): Promise<EncoderCard>;
  /** Makes a call, and makes it again where a graphics processor was lost under it. */
  call<T>(make: (api: NetworkCalls) => Promise<T>): Promise<T>;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** (n, answers) what a catalogue's own head said. */
  answers(handle: number): Promise<Matrix>;
}

/** The image of one galaxy as the network sees it, and the network. */
export interface SeenGalaxy {
  row: number;
  card: EncoderCard;
  /** A batch of one. */
  image: PixelBatch;
}
