import type { Basis } from '../../contracts/matrix.ts';
import { request } from '../bytes/byteSource.ts';
import { decodeFloat16 } from '../bytes/float16.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { beside, type TiledManifest } from './tiledManifest.ts';

/** What a tiled catalogue's vectors are components of; null where nobody noted it. @throws UnreadableError */
export async function fetchBasis(
  manifestUrl: string,
  { vectors: { columns }, basis }: TiledManifest,
): Promise<Basis | null> {
  if (!basis) return null;
  const { file, dimension } = basis;
  const bytes = await (await request(beside(manifestUrl, file), file)).arrayBuffer();
  const values = decodeFloat16(new Uint8Array(bytes));
  if (values.length !== (columns + 1) * dimension) {
    throw new UnreadableError(
      `${file} does not fit its manifest: need ${(columns + 1) * dimension} numbers, got ${values.length}; fetch both again.`,
    );
  }
  const axes = { rows: columns, columns: dimension, values: values.slice(dimension) };
  return { mean: values.slice(0, dimension), axes };
}
