import { sixteenBitRowsOf } from '../../maths/neighbours/sixteenBitRows.ts';
import { type ByteSource, bytesOfBuffer, bytesOfUrl, request } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { openParquet } from '../catalogues/parquet/parquetCatalogue.ts';
import type { ReadJob } from '../catalogues/parquet/parquetTable.ts';
import type { ReadableCatalogue } from '../images/storedImage.ts';
import { originOf } from '../weights/shelf/shippedHashes.ts';
import { tileNumbers } from './listedVectors.ts';
import { fetchBasis } from './tiledBasis.ts';
import { beside, fetchTiledManifest, surveyOf, tilePath } from './tiledManifest.ts';
import { fetchVectorLists } from './vectorLists.ts';

/**
 * Opens a tiled catalogue by its manifest: the galaxies of the uppermost tile, a random sample of all, with their places and
 * vectors. They are a catalogue like any other; `contents.tiled` says of how many they are the sample.
 *
 * @throws UnreadableError where a file is missing, damaged or of another version
 */
export async function openTiled(manifestUrl: string, job: ReadJob): Promise<ReadableCatalogue> {
  const manifest = await fetchTiledManifest(manifestUrl);
  const path = tilePath({ z: 0, x: 0, y: 0 });
  const [table, vectors, lists, basis] = await Promise.all([
    tileBytes(beside(manifestUrl, `${path}.parquet`), `${path}.parquet`).then(bytes =>
      openParquet(bytes, job),
    ),
    fetchBytes(manifestUrl, `${path}.bin`),
    fetchVectorLists(manifestUrl, manifest),
    fetchBasis(manifestUrl, manifest),
  ]);
  const { columns } = manifest.vectors;
  const numbers = tileNumbers(vectors, lists);
  const { rowCount } = table.contents;
  if (numbers.length !== rowCount * columns) {
    throw new UnreadableError(
      `${path}.bin does not fit its tile: need ${rowCount} vectors, got ${numbers.length / columns}; fetch both again.`,
    );
  }
  return {
    ...table,
    contents: {
      ...table.contents,
      name: manifest.name,
      components: sixteenBitRowsOf(numbers, columns),
      basis: basis ?? undefined,
      ...originOf(manifest.weights, manifest.weightsSha256),
      simulated: manifest.simulated,
      credit: manifest.credit,
      tiled: surveyOf(manifestUrl, manifest),
    },
  };
}

const mostAtOnce = 32 * 2 ** 20; // of a tile without pictures: some megabytes

/** The bytes of a tile: at once where they are few, since each of its row groups would wait for the host. */
async function tileBytes(url: string, name: string): Promise<ByteSource> {
  const bytes = await bytesOfUrl(url, name);
  if (bytes.byteLength > mostAtOnce) return bytes;
  return bytesOfBuffer(await bytes.slice(0, bytes.byteLength), name);
}

async function fetchBytes(manifestUrl: string, file: string): Promise<ArrayBuffer> {
  return (await request(beside(manifestUrl, file), file)).arrayBuffer();
}
