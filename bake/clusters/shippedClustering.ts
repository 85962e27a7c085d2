import { decodeFloat16, encodeFloat16 } from '../../src/data/bytes/float16.ts';
import type { ClusterSettings } from '../../src/maths/clustering/clusterSettings.ts';
import { sizeOf, type Weights } from '../../src/maths/weights.ts';
import { type ClusterShape, clusterLayout } from '../../src/nets/clustering/clusterShape.ts';
import type { ClusterEpoch } from '../../src/nets/clustering/clusterTraining.ts';

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
  bytes: Uint8Array;
}

/** The straight path inwards follows from that outwards, for its axes are orthogonal: it is not stored. */
const follows = 'straight.in';

/** Numbers of all tensors in the order of their layout, in 16 bits. */
export function shippedClustering({ weights, ...note }: TrainedClustering): ShippedClustering {
  const stored = clusterLayout(note.shape).filter(({ name }) => name !== follows);
  const values = new Float32Array(stored.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let at = 0;
  for (const { name } of stored) {
    values.set(weights.get(name)!.values, at);
    at += weights.get(name)!.values.length;
  }
  return { note, bytes: encodeFloat16(values) };
}

/** The clustering that {@link shippedClustering} stored. @throws Error where the bytes are not as many as its shape needs */
export function readShippedClustering({ note, bytes }: ShippedClustering): TrainedClustering {
  const values = decodeFloat16(bytes);
  const layout = clusterLayout(note.shape);
  const weights: Weights = new Map();
  let at = 0;
  for (const { name, shape } of layout) {
    if (name === follows) continue;
    weights.set(name, { shape, values: values.slice(at, at + sizeOf(shape)) });
    at += sizeOf(shape);
  }
  if (at !== values.length) throw new Error(`need ${at} numbers for this clustering; got ${values.length}`);
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
