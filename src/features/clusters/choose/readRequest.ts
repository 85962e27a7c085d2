import type { ClusterRequest } from '../../../contracts/clustering/clusters.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { decodedRows } from '../../../maths/neighbours/sixteenBitRows.ts';
import type { Representation } from '../../../session/representation.ts';
import { chosenRows, learntCount, learntFirst, learntRows } from './chosenRows.ts';
import { type ClusterChoice, kindWords } from './clusterChoice.ts';
import type { ClustersClients } from './clustersClients.ts';
import { allPictures, type Studies } from './pictureReader.ts';

/** What a run is begun with: galaxies are read and made alike. @throws Error with a sentence where there are none */
export async function readRequest(
  { session, pixels, newKey }: Pick<ClustersClients, 'session' | 'pixels' | 'newKey'>,
  studies: Studies,
  choice: ClusterChoice,
  control: JobControl,
): Promise<ClusterRequest> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) throw new Error('need an open catalogue to cluster; got none: open one first');
  const { kind, mask, turn, settings, seed, sidePx, colours } = choice;
  const chosen = chosenRows(session, choice.galaxies);
  const { representation } = session.representation.getState();
  if (kind === 'network' && !representation) {
    throw new Error('need a representation to cluster; got none: wait until the map is drawn');
  }
  const able = kind === 'network' ? representedRows(chosen.rows, representation!) : chosen.rows;
  const wanted = learntFirst(learntRows(able, choice.mostLearnt, seed), choice.keptAside, seed);
  const recipe = { sidePx, colours, mask, turn, uncovered: Uint32Array.from(choice.uncovered) };
  const read = await allPictures({ pixels, studies, handle: catalogue.handle }, wanted, recipe, control);
  if (read.rows.length === 0) throw new Error('need galaxies with images; got none that could be read');
  const learnt = learntCount(read.rows.length, choice.keptAside);
  const inputs = kind === 'network' ? componentsOfRows(read.rows, representation!) : undefined;
  return {
    key: newKey(),
    title: choice.title.trim() || `${kindWords[kind].label} · ${catalogue.name}`,
    ...{ kind, settings, seed, mask, turn, sidePx, colours },
    source: {
      catalogue: catalogue.name,
      catalogueKey: keyOfCatalogue(catalogue),
      words: chosen.words,
      count: learnt,
      ...(kind === 'network' && { weights: representation!.weights }),
      uncovered: choice.uncovered.map(row => catalogue.ids.at(row)),
    },
    galaxies: {
      learnt,
      pictures: read.pictures,
      inputs,
      ids: Array.from(read.rows, row => catalogue.ids.at(row)),
      nuisances: read.nuisances,
    },
  };
}

function representedRows(rows: Uint32Array, representation: Representation): Uint32Array {
  const known = new Set(representation.rows);
  return rows.filter(row => known.has(row));
}

/** (rows.length, columns) components of catalogue rows. */
export function componentsOfRows(
  rows: Uint32Array,
  { components, rows: known }: Representation,
): Float32Array {
  const placeOf = new Map(Array.from(known, (row, place) => [row, place]));
  const { columns } = components;
  const all = new Float32Array(rows.length * columns);
  for (const [i, row] of rows.entries()) {
    const place = placeOf.get(row)!;
    decodedRows(components, place, place + 1, all.subarray(i * columns, (i + 1) * columns));
  }
  return all;
}
