import type { IngestWorker } from '../src/contracts/ingest.ts';
import type { Progress } from '../src/contracts/job.ts';
import { createIngest } from '../workers/ingest/ingestWorker.ts';
import { nodeCodecs } from './nodeCodecs.ts';

/** The ingest of the app, without its worker. */
export function nodeIngest(report: (progress: Progress) => void = () => undefined): IngestWorker {
  const job = { report, breathe: async () => undefined };
  return createIngest(nodeCodecs, (_port, loop) => loop(job));
}
