import type { IngestProblem, IngestWorker } from '../src/contracts/ingest.ts';
import type { Progress } from '../src/contracts/job.ts';
import type { Matrix } from '../src/contracts/matrix.ts';
import { embedPixels } from '../src/nets/encoders/embedder.ts';
import { applyHead } from '../src/nets/encoders/linearHead.ts';
import type { NodeEncoder } from './nodeEncoder.ts';

const readTogether = 256; // images decoded before the network sees them; 13 MB at 128 px

/** What the network makes of the galaxies of a catalogue, and which of them it could not read. */
export interface Representations {
  /** (kept) rows of the catalogue whose image could be read, ascending */
  rows: Uint32Array;
  /** (kept, dimension) */
  matrix: Matrix;
  /** (kept, answers) what the head says, where there is one. */
  answers?: Matrix;
  problems: IngestProblem[];
}

/** Representations of the first `count` galaxies of an open catalogue; rows without a readable image are left out, with a problem each. */
export async function representationsOf(
  ingest: IngestWorker,
  handle: number,
  count: number,
  { encoder, manifest, head }: NodeEncoder,
  report: (progress: Progress) => void,
): Promise<Representations> {
  const { dimension } = encoder;
  const rows = new Uint32Array(count);
  const values = new Float32Array(count * dimension);
  const problems: IngestProblem[] = [];
  let kept = 0;
  for (let start = 0; start < count; start += readTogether) {
    const wanted = Uint32Array.from({ length: Math.min(readTogether, count - start) }, (_, i) => start + i);
    const batch = await ingest.pixels(handle, wanted, manifest.view);
    rows.set(batch.rows, kept);
    values.set(await embedPixels(encoder, batch.pixels, batch.sidePx), kept * dimension);
    problems.push(...batch.problems);
    kept += batch.rows.length;
    report({ phase: 'Embedding galaxies', done: start + wanted.length, total: count, unit: 'galaxies' });
  }
  const matrix = { rows: kept, columns: dimension, values: values.slice(0, kept * dimension) };
  const answers = head && {
    rows: kept,
    columns: head.bias.values.length,
    values: applyHead(head, matrix.values),
  };
  return { rows: rows.slice(0, kept), matrix, answers, problems };
}
