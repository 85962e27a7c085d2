import type {
  ClusterModel,
  ClusterPortrait,
  ClusterResults,
  ClusterSource,
} from '../../../contracts/clusters.ts';
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
