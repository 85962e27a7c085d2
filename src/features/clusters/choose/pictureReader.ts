import type { Remote } from 'comlink';
import type {
  ClusterPictures,
  ClusterStudiesWorker,
  PictureRecipe,
} from '../../../contracts/clustering/clusterStudies.ts';
import type { IngestWorker, PixelBatch } from '../../../contracts/ingest.ts';
import type { JobControl, JobPort } from '../../../contracts/job.ts';
import { viewOfChoice } from './clusterChoice.ts';

const together = 64; // galaxies a batch

/** Calls of the worker that makes galaxies alike. */
export interface Studies {
  call<T>(make: (api: Remote<ClusterStudiesWorker>) => Promise<T>): Promise<T>;
}

/** Its long calls. */
export interface ComparisonCalls {
  job<T>(
    control: JobControl,
    make: (api: Remote<ClusterStudiesWorker>, port: JobPort) => Promise<T>,
  ): Promise<T>;
}

/** Galaxies read and made alike. */
interface PicturesRead extends ClusterPictures {
  /** (m) those whose image could be read, ascending */
  rows: Uint32Array;
}

/**
 * Reads galaxies and makes them alike, the next batch being read while one is made alike in a worker of its own.
 *
 * @param rows (n) of the catalogue
 * @param take gets each batch in order
 */
export async function readPictures(
  { pixels, studies, handle }: { pixels: IngestWorker['pixels']; studies: Studies; handle: number },
  rows: Uint32Array,
  recipe: PictureRecipe,
  { signal, onProgress }: JobControl,
  take: (part: PicturesRead) => void | Promise<void>,
): Promise<void> {
  const view = viewOfChoice(recipe);
  const read = (from: number): Promise<PixelBatch> | null => {
    if (from >= rows.length) return null;
    const reading = pixels(handle, rows.slice(from, from + together), view);
    reading.catch(() => {}); // its failure is thrown where it is awaited
    return reading;
  };
  let reading = read(0);
  for (let from = 0; from < rows.length; from += together) {
    signal?.throwIfAborted();
    const batch = (await reading)!;
    reading = read(from + together);
    const made = await studies.call(api => api.clusterPictures(batch, recipe));
    await take({ rows: batch.rows, ...made });
    const done = Math.min(rows.length, from + together);
    onProgress?.({ phase: 'Making galaxies alike', done, total: rows.length, unit: 'galaxies' });
  }
}

/** Pictures of many galaxies, in one piece. @param rows (n) of the catalogue */
export async function allPictures(
  house: Parameters<typeof readPictures>[0],
  rows: Uint32Array,
  recipe: PictureRecipe,
  control: JobControl,
): Promise<PicturesRead> {
  const parts: PicturesRead[] = [];
  await readPictures(house, rows, recipe, control, part => {
    parts.push(part);
  });
  return {
    rows: joined(
      parts.map(part => part.rows),
      length => new Uint32Array(length),
    ),
    pictures: joined(
      parts.map(part => part.pictures),
      length => new Uint8Array(length),
    ),
    nuisances: joined(
      parts.map(part => part.nuisances),
      length => new Float32Array(length),
    ),
  };
}

function joined<T extends Uint32Array | Uint8Array | Float32Array>(
  parts: readonly T[],
  create: (length: number) => T,
): T {
  const all = create(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
