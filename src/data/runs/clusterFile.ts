import type {
  ClusterEpoch,
  ClusterModel,
  ClusterPortrait,
  ClusterResults,
} from '../../contracts/clustering/clusters.ts';
import type { ClusterKind } from '../../maths/clustering/clusterKinds.ts';
import type { ClusterSettings } from '../../maths/clustering/clusterSettings.ts';
import type { ClusterShape } from '../../maths/clustering/clusterShape.ts';
import { nuisanceCount } from '../../maths/clustering/nuisances.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import { readShippedClustering } from './clusterBytes.ts';

/** Results in 16 bits. */
export type PackedResults = Uint8Array<ArrayBuffer>;

/** What a file of weights says of itself. */
interface ClusterFileNote {
  kind: ClusterKind;
  shape: ClusterShape;
  settings: ClusterSettings;
  seed: number;
  epochs: ClusterEpoch[];
}

/** A trained network from its 16-bit files. @throws Error where the bytes are not as many as its shape needs */
export function readClusterFile(
  { kind, shape, settings, seed, epochs }: ClusterFileNote,
  learnt: Uint8Array,
  straight: Uint8Array,
): ClusterModel {
  const note = { shape, settings, seed, epochs };
  const { weights } = readShippedClustering({ note, learnt, straight });
  return { shape, kind, weights, inputError: epochs.at(-1)?.inputError ?? 1 };
}

/** A mixture and the pictures of its means in 16 bits: log weights, means, log variances, pictures. @returns (2 · (components · (1 + 2 latents + sidePx²))) bytes */
export function packPortrait({ mixture, means }: ClusterPortrait): Uint8Array {
  const { logWeights, means: centres, logVariances } = mixture;
  return encodeFloat16(Float32Array.from([...logWeights, ...centres, ...logVariances, ...means]));
}

/** Results of galaxies in 16 bits: codes, responsibilities, surprise in thousands of nats, errors, nuisances; ids apart. @returns (2 · n · (latents + components + 2 + nuisances)) bytes */
export function packResults(results: ClusterResults): Uint8Array {
  const { codes, responsibilities, surprise, errors, nuisances } = results;
  const thousands = surprise.map(value => value / 1000); // 16 bits end at 65,504
  const light = nuisances.map((value, at) => (at % nuisanceCount === fluxPlace ? value / fluxUnit : value));
  const parts = [codes, responsibilities, thousands, errors, light];
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return encodeFloat16(all);
}

/** The way back of {@link packResults}. */
export function unpackResults(
  bytes: PackedResults,
  { latents, components }: ClusterShape,
  ids: string[],
): ClusterResults {
  const n = ids.length;
  const values = decodeFloat16(bytes);
  const wanted = n * (latents + components + 2 + nuisanceCount);
  if (values.length !== wanted)
    throw new Error(`need ${wanted} numbers of ${n} galaxies; got ${values.length}`);
  let at = 0;
  const take = (count: number) => {
    at += count;
    return values.slice(at - count, at);
  };
  return {
    ids,
    learnt: 0, // what is told of with the app is another catalogue's
    codes: take(n * latents),
    responsibilities: take(n * components),
    surprise: take(n).map(value => value * 1000),
    errors: take(n),
    nuisances: take(n * nuisanceCount).map((value, place) =>
      place % nuisanceCount === fluxPlace ? value * fluxUnit : value,
    ),
  };
}

const fluxPlace = 4; // of maths/clustering/nuisances.ts
const fluxUnit = 1e4; // counts of a picture of 0–255: sums reach a million
