import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClusterKind, clusterView, greyOf } from '../../src/maths/clustering/clusterKinds.ts';
import { IncrementalPca } from '../../src/maths/linear/incrementalPca.ts';
import { projectOnto } from '../../src/maths/linear/projection.ts';
import { standardisePicture, stretched } from '../../src/maths/segmentation/standardisePicture.ts';
import { type Split, splitOf } from '../../src/maths/statistics/split.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import { fileSourceOf } from '../inputSource.ts';
import { loadNodeEncoder } from '../nodeEncoder.ts';
import { nodeIngest } from '../nodeIngest.ts';

/** Galaxies of gz2-voted as a kind of clustering takes them. */
export interface ClusterGalaxies {
  ids: string[];
  splits: Split[];
  /** Numbers of an input. */
  inputs: number;
  /** (n, inputs) row-major */
  values: Float32Array;
  /** (n, sidePx²) 0–1; of pixels, the inputs themselves */
  pictures: Float32Array;
}

const readTogether = 128;

/**
 * Reads gz2-voted and makes of it what a kind clusters; what takes minutes is kept in a folder.
 *
 * @param sidePx of the pictures
 * @param tell what is being done
 */
export async function clusterGalaxies(
  kind: ClusterKind,
  sidePx: number,
  folder: string,
  tell: (done: number, total: number) => void,
): Promise<ClusterGalaxies> {
  const path = fileURLToPath(new URL('../../../shared/galaxies/gz2-voted.parquet', import.meta.url));
  if (!existsSync(path)) {
    throw new Error('need the real galaxies of ../shared/galaxies/gz2-voted.parquet; got none');
  }
  const ingest = nodeIngest();
  const opened = await ingest.open(await fileSourceOf(path));
  const ids = [...opened.ids];
  const splits = ids.map(splitOf);
  mkdirSync(folder, { recursive: true });
  const standard = kind !== 'pixels';
  const pixels = sidePx * sidePx;
  const pictures = await kept(join(folder, `${standard ? 'standard' : 'plain'}-${sidePx}.f32`), async () => {
    const view = clusterView(sidePx, standard);
    const made = new Float32Array(ids.length * pixels);
    for (let start = 0; start < ids.length; start += readTogether) {
      const rows = Uint32Array.from(
        { length: Math.min(readTogether, ids.length - start) },
        (_, i) => start + i,
      );
      const batch = await ingest.pixels(opened.handle, rows, view);
      if (batch.problems.length > 0) throw new Error(`need every image; got: ${batch.problems[0].sentence}`);
      for (let i = 0; i < rows.length; i++) {
        const size = view.sidePx ** 2;
        const grey = greyOf(batch.pixels.subarray(i * size * 3, (i + 1) * size * 3));
        const one = standard
          ? standardisePicture(grey, view.sidePx, { outPx: sidePx }).picture
          : stretched(grey);
        made.set(one, (start + i) * pixels);
      }
      tell(start + rows.length, ids.length);
    }
    return made;
  });
  if (kind !== 'network') return { ids, splits, inputs: pixels, values: pictures, pictures };
  const values = await kept(join(folder, 'galaxy-weights.f32'), async () => {
    const { encoder, manifest } = await loadNodeEncoder('galaxy');
    const made = new Float32Array(ids.length * encoder.dimension);
    for (let start = 0; start < ids.length; start += readTogether) {
      const rows = Uint32Array.from(
        { length: Math.min(readTogether, ids.length - start) },
        (_, i) => start + i,
      );
      const batch = await ingest.pixels(opened.handle, rows, manifest.view);
      made.set(await embedPixels(encoder, batch.pixels, manifest.view.sidePx), start * encoder.dimension);
      tell(start + rows.length, ids.length);
    }
    encoder.dispose();
    return made;
  });
  const components = componentsOf(values, values.length / ids.length, splits);
  return { ids, splits, inputs: representationComponents, values: components, pictures };
}

const representationComponents = 64; // as many as the app keeps of every galaxy

/** Principal components of representations, of the galaxies that may be learnt from: (n, 64). */
function componentsOf(values: Float32Array, columns: number, splits: readonly Split[]): Float32Array {
  const rows = [...splits.keys()].filter(row => splits[row] !== 'test');
  const pca = new IncrementalPca(columns, representationComponents);
  for (let first = 0; first < rows.length; ) {
    const rest = rows.length - first;
    const batch = rows.slice(first, rest < 2 * pcaBatch ? rows.length : first + pcaBatch);
    const some = new Float32Array(batch.length * columns);
    for (const [i, row] of batch.entries()) {
      some.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
    }
    pca.partialFit(some);
    first += batch.length;
  }
  return projectOnto(pca, values);
}

const pcaBatch = 256;

async function kept(file: string, make: () => Promise<Float32Array>): Promise<Float32Array> {
  if (existsSync(file)) {
    const bytes = readFileSync(file);
    return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  }
  const made = await make();
  writeFileSync(file, new Uint8Array(made.buffer, made.byteOffset, made.byteLength));
  return made;
}
