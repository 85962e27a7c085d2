import { UMAP } from 'umap-js';

/** As much of umap-js's insides as a figure of its neighbour search needs. */
interface Insides {
  nearestNeighbors(points: number[][]): { knnIndices: number[][] };
}

/** The vectors, (n, columns) row-major, as umap-js takes them: arrays of arrays, made before the clock starts. */
export function pointsOf(values: Float32Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns)),
  );
}

/** umap-js's neighbour search alone. @returns the k nearest of every point, itself left out */
export function umapJsGraph(points: number[][], k: number, random: () => number): number[][] {
  const umap = new UMAP({ nNeighbors: k + 1, random }) as unknown as Insides;
  return umap
    .nearestNeighbors(points)
    .knnIndices.map((row, i) => row.filter(other => other !== i).slice(0, k));
}

/** umap-js's whole map. @returns (n, 2) row-major */
export function umapJsMap(
  points: number[][],
  k: number,
  nEpochs: number,
  random: () => number,
): Float32Array {
  const umap = new UMAP({ nNeighbors: k + 1, minDist: 0.1, nEpochs, random });
  return Float32Array.from(umap.fit(points).flat());
}
