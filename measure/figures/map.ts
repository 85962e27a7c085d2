import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { defaultWeights } from '../../src/data/weights/shelf/shippedWeights.ts';
import { trustworthiness } from '../../src/maths/layout/trustworthiness.ts';
import { runMap } from '../../workers/layout/mapRun.ts';
import {
  componentsOf,
  mapComponents,
  openGalaxies,
  representationsOfRows,
} from '../sources/galaxyCatalogue.ts';

interface MapFigure {
  /** Of the same components, k = 15; `difference` is umap-learn's less ours: positive where ours is below. */
  trustworthiness: { ours: number; umapLearn: number; difference: number };
  galaxies: number;
  components: number;
  /** Neighbour graph and layout together, on this machine as it is. */
  seconds: { ours: number; umapLearn: number };
}

const neighbours = 15;
const seed = 1; // the same on both sides, though it means different random numbers

/** Our map of the 4,002 galaxies of gz2-voted beside umap-learn's of the same 64 components. */
export async function measureMap(): Promise<MapFigure> {
  needUmapLearn();
  await startNodeBackend(() => performance.now());
  const galaxies = await openGalaxies('gz2-voted.parquet');
  const rows = Uint32Array.from({ length: galaxies.opened.rowCount }, (_, row) => row);
  const matrix = componentsOf(await representationsOfRows(galaxies, rows, defaultWeights), mapComponents);
  const job = { report: () => undefined, breathe: async () => undefined };
  const startMs = performance.now();
  const { positions } = await runMap(
    matrix,
    { seed },
    () => undefined,
    job,
    () => performance.now(),
  );
  const ourMs = performance.now() - startMs;
  const peer = umapLearn(matrix);
  const ours = trustworthiness(matrix.values, matrix.columns, positions, neighbours);
  const theirs = trustworthiness(matrix.values, matrix.columns, peer.positions, neighbours);
  return {
    trustworthiness: { ours, umapLearn: theirs, difference: theirs - ours },
    galaxies: matrix.rows,
    components: matrix.columns,
    seconds: { ours: Math.round(ourMs / 100) / 10, umapLearn: Math.round(peer.milliseconds / 100) / 10 },
  };
}

/** Tells before the long part, not after it, that the peer is missing. */
function needUmapLearn(): void {
  const { status } = spawnSync('python3', ['-c', 'import umap, numpy'], { stdio: 'ignore' });
  if (status !== 0) {
    throw new Error("need Python's umap-learn to compare with; got none: python3 -m pip install umap-learn");
  }
}

function umapLearn(matrix: Matrix): { positions: Float32Array; milliseconds: number } {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const input = join(folder, 'components.f32');
    const output = join(folder, 'positions.f32');
    writeFileSync(input, matrix.values);
    const script = fileURLToPath(new URL('../peers/umapPeer.py', import.meta.url));
    const startMs = performance.now();
    const { status } = spawnSync('python3', [script, input, String(matrix.columns), output], {
      stdio: ['ignore', 2, 2],
    });
    const milliseconds = performance.now() - startMs;
    if (status !== 0) throw new Error('umap-learn did not finish; see the lines above');
    const bytes = readFileSync(output);
    return { positions: new Float32Array(Uint8Array.from(bytes).buffer), milliseconds };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
