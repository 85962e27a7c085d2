import type { CuratedPart, CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilRequest } from '../../src/contracts/distillation/distil.ts';
import { usualDistilSettings } from '../../src/data/runs/distilSettings.ts';
import type { DistilMethod } from '../../src/maths/distillation/distilMethods.ts';
import { channelStatistics } from '../../src/maths/images/channelStatistics.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const sidePx = 16;

/** Stripes, broad for one class and narrow for the other, under noise. */
function part(count: number, seed: number): CuratedPart {
  const random = createRandom(seed);
  const pixels = Uint8Array.from({ length: count * sidePx * sidePx * 3 }, (_, i) => {
    const [image, x] = [Math.floor(i / (sidePx * sidePx * 3)), Math.floor(i / 3) % sidePx];
    const wave = Math.sin((2 * Math.PI * x) / (image < count / 2 ? 4 : 16));
    return Math.min(255, Math.max(0, 128 + 70 * wave + 25 * random.normal()));
  });
  return {
    rows: Uint32Array.from({ length: count }, (_, row) => row),
    labels: Uint8Array.from({ length: count }, (_, row) => Number(row >= count / 2)),
    pixels,
  };
}

/** A distillation of seconds: two classes of stripes, a narrow student, few of everything. */
export function tinyRequest(key: string, method: DistilMethod, iterations: number): DistilRequest {
  const train = part(24, 1);
  const set: CuratedSet = {
    title: 'stripes',
    classes: ['narrow', 'broad'],
    view: { sidePx, cropFraction: 1 },
    ...channelStatistics(train.pixels),
    train,
    validation: part(4, 2),
    test: part(12, 3),
  };
  const usual = usualDistilSettings(method, 1);
  return {
    key,
    title: `${method} of stripes`,
    set,
    settings: {
      ...usual,
      width: 4,
      iterations,
      augmentation: { flips: true, turns: 'none', zoom: 1, shift: 0.1 },
      experts: {
        ...usual.experts,
        experts: 2,
        epochs: 3,
        batchSize: 8,
        learningRate: 0.05,
        averaging: 0.5, // nine steps in all
        augmentation: undefined,
      },
      matching: {
        ...usual.matching,
        studentSteps: 2,
        epochsMatched: 1,
        batchSize: undefined,
        imageRate: 20,
        stepSizeRate: 0.1,
        stepSize: 0.1,
        cap: 2,
      },
      distribution: { realPerClass: 6, imageRate: 0.05, momentum: 0.5 },
      evaluation: {
        ...usual.evaluation,
        networks: 2,
        steps: 20,
        stepSize: 0.05,
        fullEpochs: 4,
        fullBatchSize: 8,
        fullStepSize: 0.05,
      },
    },
  };
}
