import { request } from '../bytes/byteSource.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { beside, firstTiledFormat, type TiledManifest } from './tiledManifest.ts';

/** Inverted lists of vectors: rows between two starts lie nearest to one centroid. */
export interface VectorLists {
  /** Numbers a vector has. */
  columns: number;
  /** (lists, columns) row-major, numbers that 16-bit floats hold */
  centroids: Float32Array;
  /** (lists + 1) the first row of each list; the last entry is the number of rows */
  starts: Uint32Array;
  /** Whether vectors are kept as differences from their list's centroid: false in folders of the first version. */
  areOrigins: boolean;
}

/** What of a manifest tells of its lists. */
type ListsNotes = Pick<TiledManifest, 'format' | 'rows' | 'vectors' | 'lists'>;

/** Numbers as 16-bit floats hold them. @param values (n) @returns (n) */
export function inSixteenBits(values: Float32Array): Float32Array {
  return decodeFloat16(encodeFloat16(values));
}

/** Lists as they lie in a file. @returns (2 · lists · columns + 4 · (lists + 1)) bytes */
export function packVectorLists({ centroids, starts }: VectorLists): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(2 * centroids.length + 4 * starts.length);
  packed.set(encodeFloat16(centroids));
  const view = new DataView(packed.buffer, 2 * centroids.length);
  for (const [i, value] of starts.entries()) view.setUint32(4 * i, value, true);
  return packed;
}

/** The lists of a tiled catalogue. @throws UnreadableError where they cannot be read or do not fit the manifest */
export async function fetchVectorLists(manifestUrl: string, manifest: ListsNotes): Promise<VectorLists> {
  const { file } = manifest.lists;
  const answer = await request(beside(manifestUrl, file), file);
  return unpackVectorLists(await answer.arrayBuffer(), manifest);
}

/** Lists out of a file's bytes. @throws UnreadableError where they do not fit the manifest */
export function unpackVectorLists(
  bytes: ArrayBuffer,
  { format, lists, vectors, rows }: ListsNotes,
): VectorLists {
  const { columns } = vectors;
  const wrong = (found: string) =>
    new UnreadableError(`${lists.file} does not fit its manifest: it has ${found}; fetch both again.`);
  const isFirst = format === firstTiledFormat; // its centroids are 32-bit floats
  const centroidBytes = (isFirst ? 4 : 2) * lists.count * columns;
  const need = centroidBytes + 4 * (lists.count + 1);
  if (bytes.byteLength !== need) throw wrong(`${bytes.byteLength} bytes and needs ${need}`);
  const floats = new DataView(bytes);
  const centroids = isFirst
    ? Float32Array.from({ length: lists.count * columns }, (_, i) => floats.getFloat32(4 * i, true))
    : decodeFloat16(new Uint8Array(bytes, 0, centroidBytes));
  const starts = Uint32Array.from({ length: lists.count + 1 }, (_, i) =>
    floats.getUint32(centroidBytes + 4 * i, true),
  );
  const rises = starts.every((start, i) => i === 0 || start >= starts[i - 1]);
  if (starts[0] !== 0 || starts[lists.count] !== rows || !rises)
    throw wrong('lists that do not hold each row once');
  return { columns, centroids, starts, areOrigins: !isFirst };
}

/** The list that a row of the vectors lies in. */
export function listOfRow({ starts }: Pick<VectorLists, 'starts'>, row: number): number {
  let [low, high] = [0, starts.length - 1]; // the last start that is not behind the row lies between
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= row) low = middle;
    else high = middle;
  }
  return low;
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
