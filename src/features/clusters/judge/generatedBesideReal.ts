import type { ClusterPortrait } from '../../../contracts/clustering/clusters.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import type { FrechetFromReal } from '../../../maths/clustering/frechet.ts';
import { priorCodes } from '../../../maths/clustering/generatedCodes.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import { learntRows } from '../choose/chosenRows.ts';
import type { ClustersClients, MapNetwork } from '../choose/clustersClients.ts';
import { allPictures, type Studies } from '../choose/pictureReader.ts';
import type { Painter } from '../shown/painter.ts';
import { pictureRecipeOf, type ShownClustering } from '../shown/shownClustering.ts';

/** How far galaxies drawn from a clustering are from real ones, as the map's network sees both. */
export interface GeneratedBesideReal extends FrechetFromReal {
  /** Real galaxies, and as many drawn. */
  galaxies: number;
  /** Title of the network that saw them. */
  network: string;
}

const compared = { model: 512, published: 128 }; // the published network draws two pictures a second
const together = 32; // of an embedding

/**
 * Draws galaxies from the mixture and compares them with real ones that are made alike: both as the map's network sees them, grey,
 * at the side that is drawn.
 *
 * @param rows (n) of the open catalogue, those that the clustering was told of
 */
export async function generatedBesideReal(
  {
    clients: { pixels, mapNetwork },
    studies,
    painter,
  }: { clients: Pick<ClustersClients, 'pixels' | 'mapNetwork'>; studies: Studies; painter: Painter },
  handle: number,
  clustering: ShownClustering,
  rows: Uint32Array,
  { signal, onProgress }: JobControl,
): Promise<GeneratedBesideReal> {
  const { portrait, network } = clustering;
  const some = learntRows(rows, compared[network.kind], 1);
  const real = await allPictures({ pixels, studies, handle }, some, pictureRecipeOf(clustering), {
    signal,
    onProgress,
  });
  const galaxies = real.rows.length;
  onProgress?.({ phase: 'Drawing galaxies', done: 0, total: 0, unit: 'galaxies' });
  const painted = await painter.paint(clustering, priorCodes(portrait.mixture, galaxies, createRandom(1)));
  signal?.throwIfAborted();
  const drawn = Uint8Array.from(new Uint8ClampedArray(painted.map(value => 255 * value)));
  const seer = await mapNetwork({ signal, onProgress });
  const look = (pictures: Uint8Array, before: number) =>
    representations(seer, studies, { pictures, portrait }, signal, done =>
      onProgress?.({ phase: 'Looking at them', done: before + done, total: 2 * galaxies, unit: 'galaxies' }),
    );
  const [a, b] = [await look(real.pictures, 0), await look(drawn, galaxies)];
  const told = await studies.call(api => api.frechetFromReal(a, b, a.length / galaxies));
  return { ...told, galaxies, network: seer.title };
}

/** (m, dimension) of grey pictures. */
async function representations(
  { sidePx: outPx, embed }: MapNetwork,
  studies: Studies,
  { pictures, portrait }: { pictures: Uint8Array; portrait: ClusterPortrait },
  signal: AbortSignal | undefined,
  tell: (done: number) => void,
): Promise<Float32Array> {
  const { sidePx, colours } = portrait;
  const pixels = pictureNumbers(portrait);
  const count = pictures.length / pixels;
  let all = new Float32Array(0);
  for (let first = 0; first < count; first += together) {
    signal?.throwIfAborted();
    const some = pictures.slice(first * pixels, (first + together) * pixels);
    const vectors = await embed(await studies.call(api => api.inColours(some, { sidePx, colours }, outPx)));
    const dimension = (vectors.length * pixels) / some.length;
    if (first === 0) all = new Float32Array(count * dimension);
    all.set(vectors, first * dimension);
    tell(Math.min(count, first + together));
  }
  return all;
}
