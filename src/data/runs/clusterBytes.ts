import type { ClusterEpoch } from '../../contracts/clustering/clusters.ts';
import type { ClusterSettings } from '../../maths/clustering/clusterSettings.ts';
import { type ClusterShape, clusterLayout } from '../../maths/clustering/clusterShape.ts';
import { sizeOf, type Weights } from '../../maths/weights.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';

/** A trained clustering. */
export interface TrainedClustering {
  shape: ClusterShape;
  settings: ClusterSettings;
  seed: number;
  weights: Weights;
  epochs: ClusterEpoch[];
}

/** A clustering in 16 bits: what says what it is, and its numbers. */
interface ShippedClustering {
  note: Omit<TrainedClustering, 'weights'>;
  /** What was learnt. */
  learnt: Uint8Array;
  /** The straight path, which is the same for every seed of the same galaxies. */
  straight: Uint8Array;
}

/** The straight path inwards follows from that outwards, for its axes are orthogonal: it is not stored. */
const follows = 'straight.in';

/** Numbers of the tensors in the order of their layout, in 16 bits. */
export function shippedClustering({ weights, ...note }: TrainedClustering): ShippedClustering {
  const bytesOf = (learns: boolean) => {
    const stored = storedTensors(note.shape, learns);
    const values = new Float32Array(stored.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
    let at = 0;
    for (const { name } of stored) {
      values.set(weights.get(name)!.values, at);
      at += weights.get(name)!.values.length;
    }
    return encodeFloat16(values);
  };
  return { note, learnt: bytesOf(true), straight: bytesOf(false) };
}

const storedTensors = (shape: ClusterShape, wanted: boolean) =>
  clusterLayout(shape).filter(({ name, learns }) => learns === wanted && name !== follows);

/** The clustering that {@link shippedClustering} stored. @throws Error where the bytes are not as many as its shape needs */
export function readShippedClustering({ note, learnt, straight }: ShippedClustering): TrainedClustering {
  const weights: Weights = new Map();
  for (const [bytes, learns] of [
    [learnt, true],
    [straight, false],
  ] as const) {
    const values = decodeFloat16(bytes);
    let at = 0;
    for (const { name, shape } of storedTensors(note.shape, learns)) {
      weights.set(name, { shape, values: values.slice(at, at + sizeOf(shape)) });
      at += sizeOf(shape);
    }
    if (at !== values.length) throw new Error(`need ${at} numbers for this clustering; got ${values.length}`);
  }
  const { inputs, latents, encodesPixels } = note.shape;
  const out = weights.get(encodesPixels ? 'straight.out' : 'straight.features')!.values; // (latents, inputs)
  const back = new Float32Array(inputs * latents);
  for (let d = 0; d < latents; d++) {
    const axis = out.subarray(d * inputs, (d + 1) * inputs);
    const squared = axis.reduce((sum, value) => sum + value * value, 0);
    for (let j = 0; j < inputs; j++) back[j * latents + d] = axis[j] / squared;
  }
  weights.set(follows, { shape: [inputs, latents], values: back });
  return { ...note, weights };
}
