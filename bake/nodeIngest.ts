import type { IngestWorker } from '../src/contracts/ingest.ts';
import type { Progress } from '../src/contracts/job.ts';
import { createIngest } from '../workers/ingest/ingestWorker.ts';
import { nodeCodecs, nodeLzf } from './nodeCodecs.ts';

/** The ingest of the app, without its worker. */
export function nodeIngest(report: (progress: Progress) => void = () => undefined): IngestWorker {
  const job = { report, breathe: async () => undefined };
  return createIngest({ codecs: nodeCodecs, lzf: nodeLzf }, (_port, loop) => loop(job));
}
