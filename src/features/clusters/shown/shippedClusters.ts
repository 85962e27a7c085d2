import type { ClusterEpoch, ClusterSource } from '../../../contracts/clustering/clusters.ts';
import { decodeFloat16 } from '../../../data/bytes/float16.ts';
import { type PackedResults, readClusterFile, unpackResults } from '../../../data/runs/clusterFile.ts';
import type { ClusterKind } from '../../../maths/clustering/clusterKinds.ts';
import type { ClusterSettings } from '../../../maths/clustering/clusterSettings.ts';
import { type ClusterShape, pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import type { ShownClustering } from './shownClustering.ts';

/** A clustering that comes with the app: public/clusters/NAME.json and its binary files. */
export interface ShippedNote {
  name: string;
  title: string;
  kind: ClusterKind;
  source: ClusterSource;
  /** What it is, what it was trained on and how well it does. */
  card: string;
  mask: boolean;
  turn: boolean;
  shape: ClusterShape;
  settings: ClusterSettings;
  seed: number;
  epochs: ClusterEpoch[];
  /** The mixture's weights, means and variances, and the pictures of the means, in 16 bits: NAME.portrait.bin */
  portraitBytes: number;
  /** Where NAME.results.bin tells the first galaxies of a catalogue: which, and how many. */
  told?: { catalogueKey: string; count: number };
}

/** Those clusterings; each file is fetched once. */
export interface ShippedClusters {
  notes(): Promise<ShippedNote[]>;
  /** Rejects with a sentence where it cannot be fetched. @param ids of the catalogue that it tells of, in order; null where another is open */
  open(note: ShippedNote, ids: readonly string[] | null): Promise<ShownClustering>;
}

/** @param folderUrl public/clusters/ as it is served, absolute */
export function createShippedClusters(folderUrl: string, fetchFile: typeof fetch): ShippedClusters {
  const kept = new Map<string, Promise<ArrayBuffer>>();
  function bytes(file: string): Promise<ArrayBuffer> {
    const present = kept.get(file);
    if (present) return present;
    const made = (async () => {
      const response = await fetchFile(new URL(file, folderUrl)).catch(() => undefined);
      if (!response?.ok) {
        throw new Error(
          `need ${file} from the app’s own address; got ${response ? `status ${response.status}` : 'no answer'}: try again`,
        );
      }
      return response.arrayBuffer();
    })();
    kept.set(file, made);
    made.catch(() => kept.delete(file)); // a passing failure is not remembered
    return made;
  }
  const binary = async (file: string) => new Uint8Array(await bytes(file));
  return {
    async notes() {
      const text = new TextDecoder().decode(await bytes('index.json'));
      return (JSON.parse(text) as { clusterings: ShippedNote[] }).clusterings;
    },
    async open(note, ids) {
      const { name, title, kind, source, card, mask, turn, shape } = note;
      const told = ids && note.told ? ids.slice(0, note.told.count) : null;
      const [portrait, packed] = await Promise.all([
        binary(`${name}.portrait.bin`),
        told ? binary(`${name}.results.bin`) : null,
      ]);
      return {
        ...{ key: `shipped ${name}`, title, kind, source, card, mask, turn },
        portrait: portraitOf(decodeFloat16(portrait), shape),
        results: packed && unpackResults(packed as PackedResults, shape, told!),
        network: {
          kind: 'model',
          async model() {
            const [learnt, straight] = await Promise.all([
              binary(`${name}.bin`),
              binary(`${name}.straight.bin`),
            ]);
            return readClusterFile(note, learnt, straight);
          },
        },
      };
    },
  };
}

function portraitOf(values: Float32Array, shape: ClusterShape) {
  const { components, latents, sidePx, colours } = shape;
  let at = 0;
  const take = (count: number) => {
    at += count;
    return values.subarray(at - count, at);
  };
  return {
    ...{ sidePx, colours },
    mixture: {
      logWeights: Float64Array.from(take(components)),
      means: Float64Array.from(take(components * latents)),
      logVariances: Float64Array.from(take(components * latents)),
    },
    means: take(components * pictureNumbers(shape)).slice(),
  };
}
