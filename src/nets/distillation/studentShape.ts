import { createRandom } from '../../maths/statistics/random.ts';
import { sizeOf } from '../../maths/weights.ts';

/** What a student network takes and how wide it is: the ConvNet-D3 of the distillation literature (Gidaris & Komodakis 2018). */
export interface StudentShape {
  /** A multiple of 8: each block halves it. */
  sidePx: number;
  channels: number;
  classes: number;
  /** Filters a block. 128 in the papers; 32 to 64 is what a browser trains in time. */
  width: number;
}

/** Blocks of convolution, normalisation and pooling of a student. */
export const studentBlocks = 3; // the D3 of the papers

/** A parameter's name and shape; filters are (height, width, in, out), the last layer (features, classes). */
export interface StudentTensor {
  name: string;
  shape: number[];
}

/** Length of the representation before the last layer: rows, columns and filters of the last block. */
export function featureCount({ sidePx, width }: StudentShape): number {
  const side = sidePx / 2 ** studentBlocks;
  return side * side * width;
}

/**
 * The parameters in the order of their one flat vector: of each block the filter and its norm's scale and shift, then weight
 * and bias of the last layer. Convolutions have no bias, for the norm behind takes it away again.
 *
 * @throws RangeError where a side is no multiple of 8 or a count is below 1
 */
export function studentLayout(shape: StudentShape): StudentTensor[] {
  const { sidePx, channels, classes, width } = shape;
  if (!(sidePx >= 16 && sidePx % 8 === 0 && channels >= 1 && classes >= 2 && width >= 1)) {
    throw new RangeError(
      `need a side of 16, 24, 32, … px, channels, at least two classes and a width; got ${sidePx} px, ${channels}, ${classes} and ${width}`,
    );
  }
  const blocks = Array.from({ length: studentBlocks }, (_, block) => [
    { name: `blocks.${block}.filter`, shape: [3, 3, block === 0 ? channels : width, width] },
    { name: `blocks.${block}.scale`, shape: [width] },
    { name: `blocks.${block}.shift`, shape: [width] },
  ]);
  return [
    ...blocks.flat(),
    { name: 'head.weight', shape: [featureCount(shape), classes] },
    { name: 'head.bias', shape: [classes] },
  ];
}

/** Length of the flat vector. */
export function parameterCount(shape: StudentShape): number {
  return studentLayout(shape).reduce((sum, tensor) => sum + sizeOf(tensor.shape), 0);
}

/**
 * A fresh student as PyTorch begins one: filters and last layer uniform within ±1 / √(inputs of an output), scales 1,
 * shifts 0.
 *
 * @returns (parameters)
 */
export function freshStudent(shape: StudentShape, seed: number): Float32Array {
  const random = createRandom(seed);
  const values = new Float32Array(parameterCount(shape));
  let at = 0;
  for (const { name, shape: sides } of studentLayout(shape)) {
    const size = sizeOf(sides);
    const inputs = name === 'head.bias' ? featureCount(shape) : size / sides[sides.length - 1];
    const bound = 1 / Math.sqrt(inputs);
    for (let i = 0; i < size; i++, at++) {
      if (name.endsWith('.scale')) values[at] = 1;
      else if (!name.endsWith('.shift')) values[at] = bound * (2 * random.uniform() - 1);
    }
  }
  return values;
}
