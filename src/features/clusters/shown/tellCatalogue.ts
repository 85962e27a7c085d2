import type { ClusterResults } from '../../../contracts/clustering/clusters.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { nuisanceCount } from '../../../maths/clustering/nuisances.ts';
import type { Representation } from '../../../session/representation.ts';
import { readPictures } from '../choose/pictureReader.ts';
import { componentsOfRows } from '../choose/readRequest.ts';
import type { Painter } from './painter.ts';
import { pictureRecipeOf, type ShownClustering } from './shownClustering.ts';

/**
 * Asks a trained clustering about galaxies of the open catalogue: they are made alike as those it learnt from were, the next ones
 * being read meanwhile.
 *
 * @param house where its kind is 'network', with the representation that {@link canBeAsked} allows
 * @param rows (n) ascending
 * @param idOf of the catalogue
 */
export async function tellCatalogue(
  house: Parameters<typeof readPictures>[0] & { representation?: Representation | null },
  painter: Painter,
  clustering: ShownClustering,
  rows: Uint32Array,
  idOf: (row: number) => string,
  control: JobControl,
): Promise<ClusterResults> {
  const { mixture } = clustering.portrait;
  const network = clustering.kind === 'network';
  const components = mixture.logWeights.length;
  const latents = mixture.means.length / components;
  const results: ClusterResults = {
    ids: [],
    learnt: 0,
    codes: new Float32Array(rows.length * latents),
    responsibilities: new Float32Array(rows.length * components),
    surprise: new Float32Array(rows.length),
    errors: new Float32Array(rows.length),
    nuisances: new Float32Array(rows.length * nuisanceCount),
  };
  const telling: JobControl = {
    signal: control.signal,
    onProgress: progress => control.onProgress?.({ ...progress, phase: 'Asking about galaxies' }),
  };
  await readPictures(
    house,
    rows,
    pictureRecipeOf(clustering),
    telling,
    async ({ rows: own, pictures, nuisances }) => {
      const from = results.ids.length;
      const { representation } = house;
      const inputs = network && representation ? componentsOfRows(own, representation) : undefined;
      const told = await painter.describe(clustering, { pictures, inputs });
      results.codes.set(told.codes, from * latents);
      results.responsibilities.set(told.responsibilities, from * components);
      results.surprise.set(told.surprise, from);
      results.errors.set(told.errors, from);
      results.nuisances.set(nuisances, from * nuisanceCount);
      for (const row of own) results.ids.push(idOf(row));
    },
  );
  return cut(results, components, latents);
}

/** Whether a catalogue's galaxies are what a clustering can tell the clusters of: one of a representation knows its own components alone. */
export function canBeAsked(
  { kind, source }: Pick<ShownClustering, 'kind' | 'source'>,
  catalogueKey: string,
  representation: Pick<Representation, 'weights'> | null,
): boolean {
  if (kind !== 'network') return true;
  return source.catalogueKey === catalogueKey && source.weights === representation?.weights;
}

/** Without the places of galaxies whose image could not be read. */
function cut(results: ClusterResults, components: number, latents: number): ClusterResults {
  const n = results.ids.length;
  return {
    ids: results.ids,
    learnt: 0,
    codes: results.codes.slice(0, n * latents),
    responsibilities: results.responsibilities.slice(0, n * components),
    surprise: results.surprise.slice(0, n),
    errors: results.errors.slice(0, n),
    nuisances: results.nuisances.slice(0, n * nuisanceCount),
  };
}
