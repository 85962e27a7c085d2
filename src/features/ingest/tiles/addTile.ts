import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { JoiningGalaxies } from '../../../contracts/joining.ts';
import type { Survey } from '../../../contracts/survey.ts';
import { request } from '../../../data/bytes/byteSource.ts';
import { tileNumbers } from '../../../data/tiles/listedVectors.ts';
import { beside, type TileEntry, tilePath } from '../../../data/tiles/tiledManifest.ts';
import type { VectorLists } from '../../../data/tiles/vectorLists.ts';
import type { Session } from '../../../session/session.ts';
import { type AddingClients, addGalaxies } from '../adding/addGalaxies.ts';
import type { JoiningClient } from '../adding/joiningClient.ts';

/** Name under which a tile's galaxies are listed among those added. */
function nameOfTile(tile: Pick<TileEntry, 'z' | 'x' | 'y'>): string {
  return `${tilePath(tile)}.parquet`;
}

/**
 * The open catalogue with the galaxies of one more tile of its survey: with their own vectors, and with their own places where
 * the survey's map is on screen.
 *
 * @throws Error with a sentence where the tile cannot be read
 */
export async function addTile(
  session: Session,
  ingest: Pick<JoiningClient, 'open' | 'close' | 'join' | 'answers'>,
  placeNear: AddingClients['place'],
  { manifestUrl, lists }: Pick<Survey, 'manifestUrl'> & { lists: VectorLists },
  tile: TileEntry,
  control: JobControl,
): ReturnType<typeof addGalaxies> {
  const path = tilePath(tile);
  const name = nameOfTile(tile);
  let opened: OpenedCatalogue | undefined;
  let fresh = new Uint32Array(); // rows of the tile that are not here yet
  return addGalaxies(
    session,
    {
      ...ingest,
      async open(source, job) {
        opened = { ...(await ingest.open(source, job)), name };
        return opened;
      },
    },
    {
      ofSurvey: true,
      async embed({ handle }, rows): Promise<JoiningGalaxies> {
        fresh = new Uint32Array(rows);
        const file = `${path}.bin`;
        const { signal } = control;
        const answer = await request(beside(manifestUrl, file), file, { signal });
        const packed = await answer.arrayBuffer();
        const all = tileNumbers(packed, lists);
        const answers =
          session.predictions.getState().predictions && opened?.head && (await ingest.answers(handle));
        return {
          rows,
          components: rowsOf(all, rows, lists.columns),
          answers: answers ? rowsOf(answers.values, rows, answers.columns) : null,
          distances: null,
          problems: [],
        };
      },
      async place(representation, positions, columns, job) {
        const own = session.maps.getState().shown?.layout === null ? opened?.positions : undefined;
        if (!own) return placeNear(representation, positions, columns, job);
        const placed = positions.slice();
        placed.set(rowsOf(own, fresh, 2), positions.length - 2 * fresh.length); // they are the last rows
        return placed;
      },
    },
    { kind: 'url', url: beside(manifestUrl, `${path}.parquet`), name },
    control,
  );
}

function rowsOf(values: Float32Array, rows: Uint32Array, columns: number): Float32Array {
  const taken = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    taken.set(values.subarray(row * columns, (row + 1) * columns), i * columns);
  }
  return taken;
}
