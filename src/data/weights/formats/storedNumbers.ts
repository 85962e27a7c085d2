import { sizeOf, type Weights } from '../../../maths/weights.ts';
import { decodeFloat16 } from '../../bytes/float16.ts';
import { shown, shownShape, unreadable } from '../unreadableWeights.ts';

/** Number formats in files of weights; all little-endian. */
export type NumberFormat = 'float16' | 'bfloat16' | 'float32' | 'float64' | 'int32' | 'int64';

/** Bytes of one number in each format. */
export const bytesPerNumber: Record<NumberFormat, number> = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  int32: 4,
  int64: 8,
};

/** A tensor of whole numbers, such as a batch norm's `num_batches_tracked`: no weight, so kept apart from them. */
interface IntegerTensor {
  /** As a weight's. */
  shape: number[];
  /** Row-major. */
  values: BigInt64Array;
}

/** The tensors of one file, by name, weights and whole numbers apart. */
export interface StoredTensors {
  /** As 32-bit floats. Those that lie aligned in the file are views of its bytes. */
  weights: Weights;
  /** Whole numbers, which no inference needs. */
  integers: Map<string, IntegerTensor>;
}

/**
 * Decodes numbers. 32-bit floats aligned to four bytes are returned as a view of the file, since files reach 350 MB; all
 * others are copied.
 *
 * @param bytes (n · bytesPerNumber)
 * @returns (n) floats, or whole numbers for the int formats
 */
export function decodeNumbers(bytes: Uint8Array, format: NumberFormat): Float32Array | BigInt64Array {
  switch (format) {
    case 'float16':
      return decodeFloat16(bytes);
    case 'bfloat16':
      return decodeBfloat16(bytes);
    case 'float32': {
      const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
      return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4);
    }
    case 'float64':
      return Float32Array.from(new Float64Array(bytes.slice().buffer));
    case 'int32':
      return BigInt64Array.from(new Int32Array(bytes.slice().buffer), BigInt);
    case 'int64':
      return new BigInt64Array(bytes.slice().buffer);
  }
}

/**
 * Adds a tensor to those of its kind, floats or whole numbers.
 *
 * @param shape from the outermost dimension in: (out, in, height, width) of a convolution
 * @param values row-major, as many as the shape holds
 */
export function storeTensor(
  tensors: StoredTensors,
  name: string,
  shape: number[],
  values: Float32Array | BigInt64Array,
): void {
  if (tensors.weights.has(name) || tensors.integers.has(name)) {
    unreadable(`need each tensor once; got ${shown(name)} twice: the file is damaged, fetch it again`);
  }
  if (values instanceof Float32Array) tensors.weights.set(name, { shape, values });
  else tensors.integers.set(name, { shape, values });
}

const mostDimensions = 8; // a convolution's weight has four; more than eight is no weight

/**
 * Checks that a shape consists of whole numbers and holds at most `most` numbers, and returns their count; safe for shapes
 * whose product would overflow.
 */
export function checkedSize(name: string, shape: readonly unknown[], most: number): number {
  const whole = shape.every(length => Number.isSafeInteger(length) && (length as number) >= 0);
  if (!whole || shape.length > mostDimensions) {
    unreadable(
      `need a shape for ${shown(name)}; got ${shownShape(shape)}: the file is damaged, fetch it again`,
    );
  }
  const lengths = shape as readonly number[];
  // With a zero among them the product is zero; without, it only grows, so that the first excess settles it.
  if (lengths.includes(0)) return 0;
  let size = 1;
  for (const length of lengths) {
    size *= length;
    if (size > most) {
      unreadable(
        `need at most ${most} numbers for ${shown(name)}; got the shape ${shownShape(shape)}: the file is damaged, fetch it again`,
      );
    }
  }
  return sizeOf(lengths);
}

/** bfloat16 is the upper half of a 32-bit float. */
function decodeBfloat16(bytes: Uint8Array): Float32Array {
  const bits = new Uint32Array(bytes.length / 2);
  for (let i = 0; i < bits.length; i++) bits[i] = (bytes[2 * i] << 16) | (bytes[2 * i + 1] << 24);
  return new Float32Array(bits.buffer);
}
