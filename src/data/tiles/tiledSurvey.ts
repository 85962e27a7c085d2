import type { Basis } from '../../contracts/matrix.ts';
import type { SurveyAnswer, SurveyNeighbour } from '../../contracts/survey.ts';
import { eightBitRowBytes } from '../../maths/tiles/eightBitRows.ts';
import { request } from '../bytes/byteSource.ts';
import { type ReadTally, talliedBytes } from '../bytes/talliedBytes.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { openParquetFile, type ParquetFile } from '../catalogues/parquet/parquetFile.ts';
import { openBytes } from '../remote/openBytes.ts';
import { fetchBasis } from './tiledBasis.ts';
import { readTiledImages, type TiledImage } from './tiledImages.ts';
import { beside, fetchTiledManifest, type TiledManifest } from './tiledManifest.ts';
import { readTiledRows } from './tiledRows.ts';
import { tiledNeighbours, tiledVector } from './tiledSearch.ts';
import { unpackVectorLists } from './vectorLists.ts';

/** A tiled catalogue that is read by range, row by row; rows are in the order of its vectors. */
export interface TiledSurvey {
  /** Galaxies nearest to a vector, with what the tables say of them. @param pause awaited between the reads; throws to end them */
  nearest(
    vector: Float32Array,
    wanted: { k: number; lists: number },
    pause: () => Promise<void>,
  ): Promise<SurveyAnswer>;
  vectorOf(row: number): Promise<Float32Array>;
  /** What the vectors are components of; null where nobody noted it. */
  basis(): Promise<Basis | null>;
  images(galaxies: readonly Pick<SurveyNeighbour, 'row' | 'id' | 'values'>[]): Promise<TiledImage[]>;
}

const rowsPerGroup = 512; // of tables as the bake writes them; where others are, the end is read by one request more
const chunkBytes = 76; // in a table's end, of a column in a row group
const notesBytes = 1024; // of columns' descriptions
const mostEndBytes = 64 * 1024;

/** About as long as the end of a table that lists its row groups. */
function endBytes({ columns, head }: TiledManifest, rows: number): number {
  const chunks = Math.ceil(rows / rowsPerGroup) * (columns.length + (head ? 4 : 3)); // id, x, y and what is predicted
  return Math.min(mostEndBytes, notesBytes + chunks * chunkBytes);
}

/** @throws UnreadableError where the manifest or the lists cannot be read */
export async function openTiledSurvey(manifestUrl: string): Promise<TiledSurvey> {
  const tally: ReadTally = { bytes: 0, requests: 0 };
  const bytesOf = async (file: string) => {
    const source = await openBytes({ kind: 'url', url: beside(manifestUrl, file), name: file });
    return talliedBytes(source, tally);
  };
  const manifest = await fetchTiledManifest(manifestUrl);
  const { file: listsFile } = manifest.lists;
  const [packed, bytes] = await Promise.all([
    request(beside(manifestUrl, listsFile), listsFile).then(answer => answer.arrayBuffer()),
    bytesOf(manifest.vectors.file),
  ]);
  const need = manifest.rows * eightBitRowBytes(manifest.vectors.columns);
  if (bytes.byteLength !== need) {
    throw new UnreadableError(
      `${bytes.name} does not fit its manifest: need ${need} bytes, got ${bytes.byteLength}; fetch both again.`,
    );
  }
  tally.bytes += packed.byteLength;
  tally.requests++;
  const vectors = { lists: unpackVectorLists(packed, manifest), bytes, read: new Map() };
  const tables = new Map<string, Promise<ParquetFile>>();
  function tableOf(file: string): Promise<ParquetFile> {
    const { rows = 0 } = manifest.tables.find(table => table.file === file) ?? {};
    const end = endBytes(manifest, rows);
    const opened = tables.get(file) ?? bytesOf(file).then(source => openParquetFile(source, end));
    opened.catch(() => tables.delete(file)); // the next search tries again
    tables.set(file, opened);
    return opened;
  }
  let told = { bytes: 0, requests: 0 }; // in an answer before
  return {
    async nearest(vector, wanted, pause) {
      if (vector.length !== manifest.vectors.columns) {
        throw new RangeError(`need a vector of ${manifest.vectors.columns} numbers; got ${vector.length}`);
      }
      const lists = Math.min(manifest.lists.count, wanted.lists);
      const { rows, distances } = await tiledNeighbours(vectors, vector, { k: wanted.k, lists });
      await pause();
      const known = await readTiledRows(manifest, Array.from(rows), tableOf);
      const distanceOf = new Map(Array.from(rows, (row, i) => [row, distances[i]]));
      const neighbours = known.map(row => ({ ...row, distance: distanceOf.get(row.row)! }));
      const spent = { bytes: tally.bytes - told.bytes, requests: tally.requests - told.requests };
      told = { ...tally };
      return { neighbours, lists, ...spent };
    },
    vectorOf: row => tiledVector(vectors, row),
    basis: () => fetchBasis(manifestUrl, manifest),
    images: galaxies => readTiledImages(manifestUrl, manifest, galaxies),
  };
}
