import { UnreadableError } from '../bytes/unreadable.ts';
import type { TiledManifest } from './tiledManifest.ts';

/** Inverted lists of vectors: rows between two starts lie nearest to one centroid. */
export interface VectorLists {
  /** Numbers a vector has. */
  columns: number;
  /** (lists, columns) row-major */
  centroids: Float32Array;
  /** (lists + 1) the first row of each list; the last entry is the number of rows */
  starts: Uint32Array;
}

/** Lists as they lie in a file. @returns (4 · (lists · columns + lists + 1)) bytes */
export function packVectorLists({ centroids, starts }: VectorLists): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(4 * (centroids.length + starts.length));
  const view = new DataView(packed.buffer);
  for (const [i, value] of centroids.entries()) view.setFloat32(4 * i, value, true);
  for (const [i, value] of starts.entries()) view.setUint32(4 * (centroids.length + i), value, true);
  return packed;
}

/** Lists out of a file's bytes. @throws UnreadableError where they do not fit the manifest */
export function unpackVectorLists(bytes: ArrayBuffer, { lists, vectors, rows }: TiledManifest): VectorLists {
  const { columns } = vectors;
  const wrong = (found: string) =>
    new UnreadableError(`${lists.file} does not fit its manifest: it has ${found}; fetch both again.`);
  const need = 4 * (lists.count * columns + lists.count + 1);
  if (bytes.byteLength !== need) throw wrong(`${bytes.byteLength} bytes and needs ${need}`);
  const view = new DataView(bytes);
  const centroids = Float32Array.from({ length: lists.count * columns }, (_, i) =>
    view.getFloat32(4 * i, true),
  );
  const starts = Uint32Array.from({ length: lists.count + 1 }, (_, i) =>
    view.getUint32(4 * (centroids.length + i), true),
  );
  const rises = starts.every((start, i) => i === 0 || start >= starts[i - 1]);
  if (starts[0] !== 0 || starts[lists.count] !== rows || !rises)
    throw wrong('lists that do not hold each row once');
  return { columns, centroids, starts };
}

/** The lists whose centroids are nearest to a vector (Euclidean), nearest first. @param query (columns) */
export function nearestLists(
  { columns, centroids }: VectorLists,
  query: Float32Array,
  count: number,
): number[] {
  const distances = Float64Array.from({ length: centroids.length / columns }, (_, list) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (query[j] - centroids[list * columns + j]) ** 2;
    return sum;
  });
  const order = Array.from(distances.keys()).sort((a, b) => distances[a] - distances[b] || a - b);
  return order.slice(0, count);
}
