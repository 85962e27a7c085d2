import type { Remote } from 'comlink';
import type { PixelBatch, PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { EncoderCard, EncoderFile, TensorWorker } from '../../contracts/tensor.ts';
import type { SelfWorker } from '../../contracts/training/selfsupervision.ts';
import type { RunLocks } from '../../data/runs/runLocks.ts';
import type { SelfShelf } from '../../data/runs/selfRuns.ts';
import type { Session } from '../../session/session.ts';

/** What this room calls of its own tensor worker. */
export type SelfCalls = Pick<TensorWorker, 'embed' | 'batchSize'> & SelfWorker;

/** What the room asks of the rest of the app; a test passes its own. */
export interface SelfClients {
  session: Session;
  shelf: SelfShelf;
  /** One tab at a time works on a run. */
  locks: RunLocks;
  /** A tensor worker of its own; when its device is lost, a new one starts and loads the same network. */
  tensor: {
    loadEncoder(weights: string | EncoderFile, control: JobControl): Promise<EncoderCard>;
    /** Makes a call, and repeats it on the next worker if the device is lost during it. */
    call<T>(make: (api: Remote<SelfCalls>) => Promise<T>): Promise<T>;
    /** Ends the worker and frees its memory; the next call starts another. */
    end(): void;
  };
  /** Milliseconds of the backend's trial on this machine; NaN where it was not timed. */
  trialMs(): Promise<number>;
  /** Images of catalogue rows as a network sees them; rows whose image cannot be read are left out. */
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** Weights as the worker loads them. @throws Error with a sentence if this browser lacks them */
  weights(name: string): Promise<string | EncoderFile>;
  /** All weights whose top blocks could learn, the shipped ones first. */
  starts(): Promise<{ name: string; title: string }[]>;
  /** Adds a network to the models and represents the catalogue with it. */
  represent(file: File): Promise<void>;
  /** Milliseconds since 1970. */
  clock(): number;
  /** A key no run has yet. */
  newKey(): string;
}
