import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { usualSelfSettings } from '../../../src/maths/selfsupervision/settings.ts';
import { sizeOf } from '../../../src/maths/weights.ts';
import { headLayout } from '../../../src/nets/selfsupervision/heads.ts';
import { selfGradients } from '../../../src/nets/selfsupervision/selfGradients.ts';
import { createParameter, type Gradients } from '../../../src/nets/training/parameter.ts';
import type { TrainableEncoder } from '../../../src/nets/training/trainableEncoder.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { leakedTensors } from '../leakedTensors.ts';

/** PyTorch's losses and gradients by the heads and by each view's representations: pretrain/selfsup_oracle.py. */
const oracle: Record<string, { loss: number; heads: Record<string, number[]>; views: number[][] }> =
  JSON.parse(readFileSync(new URL('../../fixtures/selfsup-oracle.json', import.meta.url), 'utf8'));
const sizes = { dimension: 6, hidden: 8, projection: 5, outputs: 7 };
const batch = 4;

function formula(t: number, scale: number, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => scale * Math.sin(1 + i * 0.7 + t * 1.3));
}

/** An encoder whose representation is the image itself; it notes the gradients that reach it. */
function identity(reached: tf.Tensor2D[]): TrainableEncoder {
  const flat = (x: tf.Tensor4D) => tf.reshape<tf.Rank.R2>(x, [x.shape[0], sizes.dimension]);
  const forward = (x: tf.Tensor4D) => ({
    vectors: flat(x),
    backward(dVectors: tf.Tensor2D): Gradients {
      reached.push(tf.clone(dVectors));
      return new Map();
    },
    dispose() {},
  });
  return {
    dimension: sizes.dimension,
    run: (x: tf.Tensor4D) => tf.clone(x),
    answer: flat,
    forward,
  } as unknown as TrainableEncoder;
}

function headsFrom(method: 'byol' | 'vicreg' | 'dino', first: number) {
  return new Map(
    headLayout(method, sizes).map(([name, shape], t) => {
      const scale = shape.length === 2 ? 1 / Math.sqrt(shape[1]) : 0.5;
      const values = formula(first + t, scale, sizeOf(shape)).map(
        value => value + (shape.length === 2 ? 0 : 0.5),
      );
      return [name, createParameter(name, { shape, values })] as const;
    }),
  );
}

/** @param size of the largest gradient: that of a bias before a batch norm is 0 */
const close = (got: ArrayLike<number>, wanted: readonly number[], size: number) => {
  for (const [i, value] of wanted.entries()) expect(Math.abs(got[i] - value) / size).toBeLessThan(1e-4);
};

describe.each(['cpu', 'wasm'] as const)('on %s', backend => {
  beforeAll(() => useBackend(backend));

  it.each(['byol', 'vicreg', 'dino'] as const)(
    '%s has the loss and the gradients that PyTorch finds',
    async method => {
      const leaked = await leakedTensors(async () => {
        const reached: tf.Tensor2D[] = [];
        const [student, teacher] = [headsFrom(method, 0), headsFrom(method, 100)];
        const viewOf = (v: number) => formula(200 + v, 1, batch * sizes.dimension);
        const groups =
          method === 'dino'
            ? [
                [0, 1],
                [2, 3],
              ]
            : [[0, 1]];
        const views = groups.map(group =>
          tf.tensor4d(Float32Array.from(group.flatMap(v => [...viewOf(v)])), [
            2 * batch,
            1,
            1,
            sizes.dimension,
          ]),
        );
        const centre = tf.tensor1d(formula(300, 0.1, sizes.outputs));
        const { loss, gradients, gauges, teacherMean } = selfGradients(
          { encoder: identity(reached), heads: student },
          method === 'vicreg' ? undefined : { encoder: identity([]), heads: teacher },
          {
            ...{ views, batch, stage: 0, learning: new Set<string>() },
            ...{ settings: usualSelfSettings(method), centre, teacherTemperature: 0.04 },
          },
        );
        const { loss: wanted, heads, views: dViews } = oracle[method];
        expect((await loss.data())[0]).toBeCloseTo(wanted, 4);
        expect([...gradients.keys()].sort()).toEqual(Object.keys(heads).sort());
        const size = Math.max(...Object.values(heads).flat().map(Math.abs));
        for (const [name, values] of Object.entries(heads))
          close(await gradients.get(name)!.data(), values, size);
        const all = tf.concat(reached, 0);
        close(await all.data(), dViews.flat(), Math.max(...dViews.flat().map(Math.abs)));
        expect((await gauges.data()).every(Number.isFinite)).toBe(true);
        tf.dispose([
          all,
          ...reached,
          ...views,
          centre,
          loss,
          gauges,
          ...gradients.values(),
          ...(teacherMean ? [teacherMean] : []),
        ]);
        for (const { variable } of [...student.values(), ...teacher.values()]) variable.dispose();
      });
      expect(leaked).toBe(0);
    },
  );
});
