import type { Remote } from 'comlink';
import type { FinetuneWorker } from '../../../contracts/finetune.ts';
import type { PixelBatch, PixelView } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard, EncoderFile, TensorWorker } from '../../../contracts/tensor.ts';
import type { PeopleShelf } from '../../../data/people/peopleShelf.ts';
import type { FinetuneShelf } from '../../../data/runs/finetuneRuns.ts';
import type { RunLocks } from '../../../data/runs/runLocks.ts';
import type { Session } from '../../../session/session.ts';

/** What this room calls of its own tensor worker. */
export type FinetuneCalls = Pick<TensorWorker, 'embed' | 'batchSize'> & FinetuneWorker;

/** A tensor worker of its own; when its device is lost, a new one starts and loads the same network. */
export interface FinetuneWorkerClient {
  /** Loads weights by the name they ship under, or from a file. */
  loadEncoder(weights: string | EncoderFile, control: JobControl): Promise<EncoderCard>;
  /** Makes a call, and repeats it on the next worker if the device is lost during it. */
  call<T>(make: (api: Remote<FinetuneCalls>) => Promise<T>): Promise<T>;
  /** Ends the worker and frees its memory; the next call starts another. */
  end(): void;
}

/** Weights that a training can start from. */
export interface StartChoice {
  /** As {@link FinetuneClients.weights} takes it: "galaxy", "file:mine.safetensors". */
  name: string;
  /** As a person reads it: "Galaxies". */
  title: string;
  /** Blocks that can be trained; 0: only a head; absent where that is told once it is loaded. */
  blocks?: number;
}

/** What the Fine-tune room asks of the rest of the app; a test passes its own. */
export interface FinetuneClients {
  session: Session;
  shelf: FinetuneShelf;
  /** Where other people's labels are kept. */
  peopleShelf: PeopleShelf;
  /** One tab at a time works on a run. */
  locks: RunLocks;
  tensor: FinetuneWorkerClient;
  /** Images of catalogue rows as a network sees them; rows whose image cannot be read are left out. */
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** Weights as {@link FinetuneWorkerClient.loadEncoder} takes them. @throws Error with a sentence if this browser lacks them */
  weights(name: string): Promise<string | EncoderFile>;
  /** All weights a training can start from, the shipped ones first. */
  starts(): Promise<StartChoice[]>;
  /** Adds a run's network to the models, once, and represents the catalogue with it. */
  represent(file: File): Promise<void>;
  /** Represents the catalogue with weights used before; representations kept from then are used again. */
  representAs(name: string): Promise<void>;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no run has yet. */
  newKey(): string;
}
