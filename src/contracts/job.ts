/** Progress of a long call. The window shows it as a bar, a rate and a remaining time. */
export interface Progress {
  /** What is being done, in words for the person: "Embedding galaxies". */
  phase: string;
  /** Units done, 0 … total. */
  done: number;
  /** Units in all; 0 while not known. */
  total: number;
  /** What is counted, in the plural: "galaxies", "epochs", "row groups"; "bytes" are shown as MB. */
  unit: string;
  /** Units that were there before the job began, as where a download goes on: no rate counts them. Default 0. */
  before?: number;
  /** Share of what is looked for that has been found, 0–1, where the person may say that it is enough. */
  found?: number;
}

/** What the caller passes to a long call beside its arguments. */
export interface JobControl {
  /** Called as the call goes on; never, where it is short. */
  onProgress?: (progress: Progress) => void;
  /** Aborting it makes the call reject with an AbortError, within one step of the worker's loop. */
  signal?: AbortSignal;
}

/**
 * The worker's end of a job: a port over which progress leaves and a cancel arrives. Always the last argument of a
 * long call; `src/rpc/jobPort.ts` makes it in the window and `src/rpc/jobContext.ts` reads it in the worker.
 */
export type JobPort = MessagePort;
