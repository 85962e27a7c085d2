import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import { representationsOf } from '../../bake/representations.ts';
import { defaultWeights } from '../../src/data/weights/shelf/shippedWeights.ts';
import { runPeer } from '../command/runPeer.ts';
import { openGalaxies } from '../sources/galaxyCatalogue.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';
import { median } from '../statistics/median.ts';

/** From a stored image to its representation, per second of processor time, on the same real galaxies. */
interface BakeRates {
  galaxies: number;
  bakeGalaxiesPerSecondPerCore: number;
  nodeGalaxiesPerSecondPerCore: number;
  /** Largest relative L2 difference of a galaxy's two representations. */
  largestDifference: number;
}

const galaxies = 512;
const rounds = 3; // odd, for a median
const file = 'gz2-voted.parquet';
const sameWithin = 1e-3; // relative L2, of any galaxy
const peer = fileURLToPath(new URL('../peers/bakePeer.py', import.meta.url));

/**
 * The bake of `bake/ray` (Python: onnxruntime, Pillow; set MORPHOSPACE_PYTHON where another has them than `python3`) beside
 * the bake in Node, one core each.
 *
 * @throws Error where Python lacks what it needs, or the representations differ
 */
export async function measureBakeRates(): Promise<BakeRates> {
  await startNodeBackend(() => performance.now());
  const { ingest, opened } = await openGalaxies(file);
  const encoder = await loadNodeEncoder(defaultWeights);
  const embed = () => representationsOf(ingest, opened.handle, galaxies, encoder, () => undefined);
  let { matrix } = await embed(); // warms up
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const timed = await cpuSecondsOf(embed);
    matrix = timed.result.matrix;
    seconds.push(timed.seconds);
  }
  encoder.encoder.dispose();
  const theirs = rayBake(matrix.columns, rounds);
  if (theirs.galaxies !== matrix.rows) {
    throw new Error(`need ${matrix.rows} galaxies from bake/ray; got ${theirs.galaxies}`);
  }
  const largestDifference = largestRelative(matrix.values, theirs.values, matrix.columns);
  if (!(largestDifference <= sameWithin)) {
    throw new Error(
      `need the same representations from both bakes; got a relative difference of ${largestDifference}`,
    );
  }
  return {
    galaxies: matrix.rows,
    bakeGalaxiesPerSecondPerCore: matrix.rows / median(theirs.seconds),
    nodeGalaxiesPerSecondPerCore: matrix.rows / median(seconds),
    largestDifference,
  };
}

function rayBake(
  columns: number,
  rounds: number,
): { galaxies: number; seconds: number[]; values: Float32Array } {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const output = join(folder, 'vectors');
    const told = embedded(output, rounds);
    const bytes = readFileSync(output);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const values = Float32Array.from({ length: told.galaxies * columns }, (_, i) =>
      view.getFloat32(4 * i, true),
    );
    return { ...told, values };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the bake of bake/ray. @param output file of its representations */
function embedded(output: string, rounds: number): { galaxies: number; seconds: number[] } {
  const input = fileURLToPath(new URL(`../../../shared/galaxies/${file}`, import.meta.url));
  return runPeer(bakePython(), [peer, input, defaultWeights, `${galaxies}`, `${rounds}`, output]);
}

/** The Python that bake/ray runs in. */
export function bakePython(): string {
  return process.env.MORPHOSPACE_PYTHON ?? 'python3';
}

/** Galaxies a second of one core that bake/ray embeds. @throws Error where Python lacks what it needs */
export function rayEmbedsPerSecond(): number {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const { galaxies: count, seconds } = embedded(join(folder, 'vectors'), 1);
    return count / seconds[0];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @param ours (n, columns). @param theirs (n, columns) */
function largestRelative(ours: Float32Array, theirs: Float32Array, columns: number): number {
  let largest = 0;
  for (let from = 0; from < ours.length; from += columns) {
    let [apart, length] = [0, 0];
    for (let i = from; i < from + columns; i++) {
      apart += (ours[i] - theirs[i]) ** 2;
      length += ours[i] ** 2;
    }
    largest = Math.max(largest, Math.sqrt(apart / length));
  }
  return largest;
}
