import type { DistilMethod, DistilSettings } from '../../contracts/distilSettings.ts';
import type { Augmentation } from '../../contracts/finetune.ts';
import { usualStartEpochs } from '../../maths/distillation/startEpochs.ts';

/** A galaxy has no up and no handedness; its frame shifts and its distance varies a little. */
const mildViews: Augmentation = { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 };

/**
 * Where the room and `npm run distil` begin. Constants of trajectory matching are those of its authors (Cazenavette et al.
 * 2022) and of self-adaptive matching (arXiv 2311.17967), scaled to some hundred galaxies; CONTRIBUTING.md tells what was
 * tried.
 */
export function usualDistilSettings(method: DistilMethod, imagesPerClass: number): DistilSettings {
  const single = imagesPerClass === 1;
  return {
    method,
    imagesPerClass,
    start: 'noise',
    width: 32, // 128 in the papers: a browser's share of it
    iterations: method === 'dm' ? 1000 : 2000,
    augmentation: mildViews,
    experts: {
      experts: 10,
      epochs: 30,
      batchSize: 32, // 20 steps an epoch of 640 galaxies; the papers' 256 would leave three
      learningRate: 0.03,
      momentum: 0,
      weightDecay: 0,
      averaging: 0.98, // over some 50 steps: small batches throw the parameters about, their average goes one way
      augmentation: mildViews,
    },
    matching: {
      studentSteps: 20, // a quarter of the expert's
      epochsMatched: 4, // 80 steps of the expert; a single epoch's 20 go mostly where chance has them
      batchSize: single ? undefined : 16,
      imageRate: single ? 50 : 40, // 400 taught less after as many iterations
      longestChange: 0.02,
      stepSizeRate: 0.05,
      momentum: 0.5,
      stepSize: single ? 0.01 : 0.012, // larger ones overshoot: the first loss is above 1
      cap: 5,
      ...usualStartEpochs,
    },
    distribution: { realPerClass: 32, imageRate: 1, momentum: 0.5 },
    evaluation: {
      networks: 5,
      steps: 300,
      stepSize: 0.01,
      fullEpochs: 30,
      fullBatchSize: 32,
      fullStepSize: 0.01,
      momentum: 0.9,
    },
    seed: 1,
  };
}
