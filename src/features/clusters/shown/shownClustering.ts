import type { PictureRecipe } from '../../../contracts/clustering/clusterStudies.ts';
import type {
  ClusterModel,
  ClusterPortrait,
  ClusterResults,
  ClusterSource,
} from '../../../contracts/clustering/clusters.ts';
import type { ClusterEdits } from '../../../data/runs/clusterEdits.ts';
import type { ClusterKind } from '../../../maths/clustering/clusterKinds.ts';
import type { DiagonalMixture } from '../../../maths/clustering/diagonalMixture.ts';
import { latentPlane } from '../../../maths/clustering/latentPlane.ts';

/** The weights of a clustering; fetched or read when they are needed. */
type ShownNetwork =
  | { kind: 'model'; model(): Promise<ClusterModel> }
  /** AstroVaDEr's file. */
  | { kind: 'published'; file: File };

/** A trained clustering on show: of this browser, or one that comes with the app. */
export interface ShownClustering {
  key: string;
  title: string;
  kind: ClusterKind;
  source: ClusterSource;
  /** What is known of where it comes from, for one that comes with the app. */
  card?: string;
  /** How its galaxies were made alike. */
  mask: boolean;
  turn: boolean;
  portrait: ClusterPortrait;
  /** What it says of galaxies; null where it was not asked about any of the open catalogue. */
  results: ClusterResults | null;
  network: ShownNetwork;
}

/** Numbers that a galaxy becomes. */
export function latentsOf({ portrait: { mixture } }: Pick<ShownClustering, 'portrait'>): number {
  return mixture.means.length / mixture.logWeights.length;
}

/** How galaxies are made alike for it. */
export function pictureRecipeOf({ mask, turn, portrait, network }: ShownClustering): PictureRecipe {
  const swapped = network.kind === 'published';
  return {
    sidePx: portrait.sidePx,
    colours: portrait.colours,
    mask,
    turn,
    uncovered: new Uint32Array(0),
    swapped,
  };
}

/** What it says of the galaxies of the open catalogue. */
export interface ToldGalaxies {
  /** (m) catalogue rows, ascending as in the results */
  rows: Uint32Array;
  /** (m) their places in the results */
  places: Uint32Array;
  /** (m) likeliest cluster, merges applied */
  clusters: Int32Array;
  /** (m) its probability */
  probabilities: Float32Array;
  /** (m) the next likeliest; −1 where there is one cluster alone */
  seconds: Int32Array;
  /** (m) −ELBO, nats */
  surprise: Float32Array;
  /** (m, 2) places in the plane that parts the clusters most */
  plane: Float32Array;
}

/** Whether galaxies are in the same clusters, whatever these are called. */
export function sameClusters(a: ToldGalaxies, b: ToldGalaxies): boolean {
  return (
    a.clusters.length === b.clusters.length && a.clusters.every((cluster, i) => cluster === b.clusters[i])
  );
}

/** (m, nuisances) of some places in the results. */
export function nuisancesAt({ ids, nuisances }: ClusterResults, places: Uint32Array): Float32Array {
  const each = nuisances.length / ids.length;
  const values = new Float32Array(places.length * each);
  for (const [i, place] of places.entries())
    values.set(nuisances.subarray(place * each, (place + 1) * each), i * each);
  return values;
}

/** Clusters of the galaxies that the open catalogue has, probabilities of merged components added up. */
export function toldGalaxies(
  { ids, responsibilities, surprise, codes }: ClusterResults,
  mixture: DiagonalMixture,
  { groups }: Pick<ClusterEdits, 'groups'>,
  rowOf: (id: string) => number | undefined,
): ToldGalaxies {
  const found: { row: number; place: number }[] = [];
  for (const [place, id] of ids.entries()) {
    const row = rowOf(id);
    if (row !== undefined) found.push({ row, place });
  }
  found.sort((a, b) => a.row - b.row);
  const m = found.length;
  const latents = codes.length / ids.length;
  const own = new Float32Array(m * latents);
  for (const [i, { place }] of found.entries())
    own.set(codes.subarray(place * latents, (place + 1) * latents), i * latents);
  const told: ToldGalaxies = {
    rows: Uint32Array.from(found, ({ row }) => row),
    places: Uint32Array.from(found, ({ place }) => place),
    clusters: new Int32Array(m),
    probabilities: new Float32Array(m),
    seconds: new Int32Array(m),
    surprise: Float32Array.from(found, ({ place }) => surprise[place]),
    plane: latents >= 2 ? latentPlane(mixture, own) : new Float32Array(2 * m),
  };
  const components = groups.length;
  const shares = new Float64Array(components);
  for (let i = 0; i < m; i++) {
    shares.fill(0);
    const from = told.places[i] * components;
    for (let c = 0; c < components; c++) shares[groups[c]] += responsibilities[from + c];
    let [first, second] = [groups[0], -1];
    for (const [c, share] of shares.entries()) {
      if (groups[c] !== c) continue; // part of another
      if (share > shares[first]) [first, second] = [c, first];
      else if (c !== first && (second < 0 || share > shares[second])) second = c;
    }
    told.clusters[i] = first;
    told.seconds[i] = second;
    told.probabilities[i] = shares[first];
  }
  return told;
}
