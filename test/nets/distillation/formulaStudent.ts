import { sizeOf } from '../../../src/maths/weights.ts';
import { type StudentShape, studentLayout } from '../../../src/nets/distillation/studentShape.ts';
import { stream } from '../formulaWeights.ts';

/** The parameters that pretrain/matching_oracle.py gave PyTorch, flat: (parameters). */
export function formulaStudent(shape: StudentShape): Float32Array {
  return filled(
    shape,
    name => name,
    (name, v, inputs) => {
      if (name.endsWith('scale')) return 1 + 0.2 * v;
      return inputs === undefined ? 0.2 * v : v * Math.sqrt(3 / inputs);
    },
  );
}

/** The way from there to the expert's next parameters, flat: (parameters). */
export function formulaWay(shape: StudentShape): Float32Array {
  return filled(
    shape,
    name => `way ${name}`,
    (_, v) => 0.1 * v,
  );
}

/** (images, side, side, channels) of variance 1 */
export function formulaStudentImages({ sidePx, channels }: StudentShape, images: number): Float32Array {
  const unit = stream('images');
  return Float32Array.from(
    { length: images * sidePx * sidePx * channels },
    (_, i) => (2 * unit(i) - 1) * Math.sqrt(3),
  );
}

function filled(
  shape: StudentShape,
  streamOf: (name: string) => string,
  value: (name: string, v: number, inputs?: number) => number,
): Float32Array {
  const parts = studentLayout(shape).map(({ name, shape: sides }) => {
    const unit = stream(streamOf(name));
    const inputs = sides.length > 1 ? sizeOf(sides.slice(0, -1)) : undefined;
    return Array.from({ length: sizeOf(sides) }, (_, i) => value(name, 2 * unit(i) - 1, inputs));
  });
  return Float32Array.from(parts.flat());
}
