import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readKerasHdf5 } from '../../../src/data/weights/formats/kerasHdf5.ts';
import { jointLogDensities } from '../../../src/maths/clustering/diagonalMixture.ts';
import { createPublishedVader, type PublishedVader } from '../../../src/nets/clustering/publishedVader.ts';
import { useBackend } from '../device/nodeBackends.ts';

const file = new URL('../../../../shared/fixtures/astrovader_saved_weights.h5', import.meta.url);
const side = 128;

/** A galaxy and a companion by formula: what PyTorch was given too, in float64 (../shared/design/unsupervised.md, A3). */
function golden(): Float32Array {
  return Float32Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)];
    const galaxy = Math.exp(-Math.sqrt(((x - 63.5) / 14) ** 2 + ((y - 63.5) / 9) ** 2));
    return galaxy + 0.35 * Math.exp(-(((x - 100) / 4) ** 2 + ((y - 30) / 4) ** 2));
  });
}

const zMean =
  '-.858794 2.300552 .405286 2.053479 .997661 -.144554 2.187338 .037763 .201545 -.145455 .431855 -.263745 -.267291 .487718 .424372 -.220504 -.504587 -.113849 .96373 .181486';
const zLogVariance =
  '-1.795747 -2.090742 -1.277903 -2.532556 -3.332665 -1.364368 -5.587223 -1.176212 -1.357543 -1.265653 -1.092365 -1.67448 -1.319519 -3.403853 -1.110987 -1.333603 -1.285103 -1.076658 -1.760155 -1.353697';
const logJoint =
  '-30.19873 -34.79914 -17.25305 -19.61568 -28.7766 -26.69728 -25.45382 -17.02431 -22.14748 -40.45346 -17.43588 -30.52999';
const numbers = (text: string) => text.split(' ').map(Number);

describe.skipIf(!existsSync(file))('AstroVaDEr’s published weights', () => {
  let network: PublishedVader;
  beforeAll(async () => {
    await useBackend('wasm');
    network = createPublishedVader(await readKerasHdf5(new Uint8Array(readFileSync(file))));
  });

  const within = (found: ArrayLike<number>, wanted: number[], limit = 1e-4) => {
    for (const [i, value] of wanted.entries())
      expect(Math.abs(found[i] - value), `number ${i}`).toBeLessThan(limit);
  };

  it('encode the golden galaxy as they do in PyTorch', async () => {
    const { mean, logVariance } = network.encode(tf.tensor4d(golden(), [1, side, side, 1]));
    const code = await mean.data();
    within(code, numbers(zMean));
    within(await logVariance.data(), numbers(zLogVariance));
    const { storedWeights, mixture } = network;
    const sum = storedWeights.reduce((all, weight) => all + weight, 0);
    expect(sum).toBeCloseTo(28.13, 2);
    const joint = jointLogDensities(mixture, code).map(value => value + Math.log(sum)); // θ as it is stored
    within(joint, numbers(logJoint), 2e-4);
    tf.dispose([mean, logVariance]);
  });

  it('decode its mean, and components, as they do in PyTorch', async () => {
    const decoded = network.decode(tf.tensor2d(numbers(zMean), [1, 20]));
    const picture = (await decoded.data()) as Float32Array;
    const at = (row: number, column: number) => picture[row * side + column];
    within([picture.reduce((all, value) => all + value, 0) / picture.length], [0.057392]);
    within(
      [at(30, 100), at(40, 64), at(63, 63), at(64, 64), at(90, 20), at(127, 127)],
      [0.023763, 0.07448, 0.919896, 0.92616, 0.024918, 0.020559],
    );
    for (const [component, mean, middle] of [
      [0, 0.108786, 0.959508],
      [7, 0.104611, 0.990381],
      [9, 0.132456, 0.979674],
    ]) {
      const z = tf.tensor2d([...network.mixture.means.slice(20 * component, 20 * component + 20)], [1, 20]);
      const drawn = (await network.decode(z).data()) as Float32Array;
      within(
        [drawn.reduce((all, value) => all + value, 0) / drawn.length, drawn[64 * side + 64]],
        [mean, middle],
      );
    }
    decoded.dispose();
  });

  it('are asked for by name where the file has others', () => {
    expect(() => createPublishedVader(new Map())).toThrow(/need the array Conv1\/Conv1\/kernel:0/);
  });
});

describe('a file that is no HDF5', () => {
  it('is refused with a sentence', async () => {
    await expect(readKerasHdf5(new Uint8Array(64))).rejects.toThrow(/is no HDF5 file/);
    const broken = new Uint8Array(256);
    broken.set([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
    await expect(readKerasHdf5(broken)).rejects.toThrow(/could not be read as HDF5/);
  });
});
