import { decodeFloat16, encodeFloat16 } from '../../src/data/bytes/float16.ts';
import { sizeOf, type Weights } from '../../src/maths/weights.ts';

/** What a file of 16-bit weights holds, in its order. */
export interface SelfNote {
  tensors: { name: string; shape: number[] }[];
  /** Steps taken and seconds of the processor they took. */
  steps: number;
  cpuSeconds: number;
  galaxies: number;
  batchSize: number;
  /** Loss of the last whole epoch; absent before the first is over. */
  loss?: number;
}

/** A network in 16 bits, and the shapes of its tensors in the order of their numbers. */
export function shippedSelf(weights: Weights): { tensors: SelfNote['tensors']; bytes: Uint8Array } {
  const tensors = [...weights].map(([name, { shape }]) => ({ name, shape }));
  const values = new Float32Array(tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0));
  let at = 0;
  for (const { values: own } of weights.values()) {
    values.set(own, at);
    at += own.length;
  }
  return { tensors, bytes: encodeFloat16(values) };
}

/** The network that {@link shippedSelf} stored. @throws Error where the bytes are not as many as its tensors need */
export function readShippedSelf(tensors: SelfNote['tensors'], bytes: Uint8Array): Weights {
  const values = decodeFloat16(bytes);
  const weights: Weights = new Map();
  let at = 0;
  for (const { name, shape } of tensors) {
    weights.set(name, { shape, values: values.slice(at, at + sizeOf(shape)) });
    at += sizeOf(shape);
  }
  if (at !== values.length) throw new Error(`need ${at} numbers for this network; got ${values.length}`);
  return weights;
}
