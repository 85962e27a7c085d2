import type { Remote } from 'comlink';
import type { FinetuneWorker } from '../../../contracts/finetune.ts';
import type { PixelBatch, PixelView } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { EncoderCard, EncoderFile, TensorWorker } from '../../../contracts/tensor.ts';
import type { FinetuneShelf } from '../../../data/runs/finetuneRuns.ts';
import type { Session } from '../../../session/session.ts';

/** What this room asks of its own tensor worker. */
export type FinetuneCalls = Pick<TensorWorker, 'embed' | 'batchSize'> & FinetuneWorker;

/** A tensor worker of its own, that comes back with its network after its device is lost. */
export interface FinetuneLine {
  /** Loads weights by the name they ship under, or from a file. */
  loadEncoder(weights: string | EncoderFile, control: JobControl): Promise<EncoderCard>;
  /** Makes a call, and makes it again on the next worker where the device was lost under it. */
  call<T>(make: (api: Remote<FinetuneCalls>) => Promise<T>): Promise<T>;
  /** Gives back its memory; the next call starts another. */
  end(): void;
}

/** Weights a training can begin from. */
export interface StartChoice {
  name: string;
  title: string;
}

/** What the Fine-tune room asks of the rest of the app; a test hands in its own. */
export interface FinetuneClients {
  session: Session;
  shelf: FinetuneShelf;
  tensor: FinetuneLine;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** Weights as the line takes them; rejects with a sentence where they are not in this browser. */
  weights(name: string): Promise<string | EncoderFile>;
  starts(): Promise<StartChoice[]>;
  /** Puts a run's network beside the other weights, once, and represents the catalogue with it. */
  represent(file: File): Promise<void>;
  /** Represents the catalogue with weights as they were; what they made of it before comes back. */
  representAs(name: string): Promise<void>;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no run has yet. */
  newKey(): string;
}
