import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../training/parameter.ts';

/**
 * Moves a teacher towards its student: θ' ← m θ' + (1 − m) θ (Grill et al. 2020). The teacher has no gradient of its own.
 *
 * @param keys of the parameters that learn; the others are the same in both
 */
export function followStudent(
  teacher: ReadonlyMap<string, Parameter>,
  student: ReadonlyMap<string, Parameter>,
  keys: Iterable<string>,
  momentum: number,
): void {
  for (const key of keys) {
    const { variable } = teacher.get(key)!;
    tf.tidy(() =>
      variable.assign(tf.add(tf.mul(variable, momentum), tf.mul(student.get(key)!.variable, 1 - momentum))),
    );
  }
}
