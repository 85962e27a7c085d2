import * as tf from '@tensorflow/tfjs-core';
import type { CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilSettings } from '../../src/contracts/distillation/distilSettings.ts';
import type {
  Contender,
  EvaluationNetwork,
  EvaluationRow,
} from '../../src/contracts/distillation/prototypes.ts';
import { herdedRows } from '../../src/maths/distillation/contenders.ts';
import { standardised } from '../../src/maths/images/channelStatistics.ts';
import { confusionMatrix } from '../../src/maths/statistics/confusion.ts';
import { bootstrapInterval } from '../../src/maths/statistics/intervals.ts';
import { createSmallResNet } from '../../src/nets/distillation/smallResNet.ts';
import { createStudentNetwork, type StudentNetwork } from '../../src/nets/distillation/studentNetwork.ts';
import { freshStudent } from '../../src/nets/distillation/studentShape.ts';
import {
  type FlatClassifier,
  oneHotTargets,
  predictClasses,
  type TrainingPlan,
  trainClassifier,
} from '../../src/nets/distillation/studentTraining.ts';
import type { JobContext } from '../../src/rpc/jobContext.ts';
import { evaluationPlans, recipeOf } from './evaluationPlans.ts';
import { imagesAtRows, realImages, type TrainingImages } from './realImages.ts';
import { stoppable } from './stoppable.ts';

/** What was distilled. */
interface Synthetic {
  /** (images, side, side, 3), standardised */
  images: Float32Array;
  labels: ArrayLike<number>;
  /** (cap) learnt, by start epoch; empty for DM */
  stepSizes: readonly number[];
}

/** Trains fresh networks on each contender and judges them on galaxies that no contender was made from. */
export interface Evaluation {
  /** @param part "test" for figures that are shown, "validation" to choose settings by */
  judge(
    contender: Contender,
    network: EvaluationNetwork,
    part: 'test' | 'validation',
    job: JobContext,
  ): Promise<EvaluationRow>;
}

const bootstrapSeed = 1; // any: every row is judged by the same draws of test images
const resNetWidth = 16; // 16, 32 and 64 filters, as He et al. 2016 on CIFAR-10

/** Judging on one set. @param synthetic what was distilled; absent where only real images are judged */
export function createEvaluation(
  { set, settings }: { set: CuratedSet; settings: DistilSettings },
  synthetic: Synthetic | undefined,
): Evaluation {
  const { evaluation, imagesPerClass } = settings;
  const classes = set.classes.length;
  const shape = { sidePx: set.view.sidePx, channels: 3, classes, width: settings.width };
  const student = createStudentNetwork(shape);
  const convnet: FlatClassifier = { ...student, fresh: seed => freshStudent(shape, seed) };
  const train = { values: standardised(set.train.pixels, set), labels: set.train.labels };
  const { sidePx } = shape;
  const asTensor = (values: Float32Array) =>
    tf.tensor4d(values, [values.length / (sidePx * sidePx * 3), sidePx, sidePx, 3]);
  const plans = evaluationPlans(settings, train.labels.length, synthetic?.stepSizes ?? []);
  /** (n, features) of a student that was trained on all of them. */
  let features: Float32Array | undefined;

  async function trained<T>(
    network: FlatClassifier,
    { images, labels }: TrainingImages,
    plan: TrainingPlan,
    job: JobContext,
    use: (parameters: tf.Tensor1D) => Promise<T>,
  ): Promise<T> {
    const [seen, targets] = [asTensor(images), oneHotTargets(labels, classes)];
    let parameters: tf.Tensor1D | undefined;
    try {
      parameters = await stoppable(job, breathe => trainClassifier(network, seen, targets, plan, breathe));
      return await use(parameters);
    } finally {
      tf.dispose([seen, targets]);
      parameters?.dispose();
    }
  }

  async function featuresOf(job: JobContext): Promise<Float32Array> {
    features ??= await trained(
      convnet,
      { images: train.values, labels: train.labels },
      plans('full', 'convnet', 0),
      job,
      async parameters => featureRows(student, parameters, train.values, asTensor),
    );
    return features;
  }

  async function imagesOf(contender: Contender, draw: number, job: JobContext): Promise<TrainingImages> {
    if (contender === 'herding') {
      return imagesAtRows(train, herdedRows(await featuresOf(job), train.labels, classes, imagesPerClass));
    }
    if (contender !== 'synthetic') {
      return realImages(train, contender, { classes, perClass: imagesPerClass, draw });
    }
    if (!synthetic) throw new Error('need synthetic images to judge; got none: distil some first');
    return synthetic;
  }

  return {
    async judge(contender, network, part, job) {
      const { pixels, labels } = set[part];
      const classifier = network === 'resnet' ? createSmallResNet({ ...shape, width: resNetWidth }) : convnet;
      const right = new Float32Array(labels.length);
      const confusion = new Uint32Array(classes * classes);
      const accuracies: number[] = [];
      const total = evaluation.networks;
      const seen = asTensor(standardised(pixels, set));
      let taught = 0;
      try {
        for (let seed = 0; seed < total; seed++) {
          job.report({ phase: 'Judging', done: seed, total, unit: 'networks' });
          const on = await imagesOf(contender, seed, job);
          taught = on.labels.length / classes;
          const plan = plans(contender, network, seed);
          const predicted = await trained(classifier, on, plan, job, parameters =>
            predictClasses(classifier, parameters, seen),
          );
          for (let i = 0; i < labels.length; i++) right[i] += Number(predicted[i] === labels[i]) / total;
          for (const [at, count] of confusionMatrix(labels, predicted, classes).entries())
            confusion[at] += count;
          accuracies.push(meanOf(Array.from(labels, (label, i) => Number(predicted[i] === label))));
        }
      } finally {
        seen.dispose();
      }
      job.report({ phase: 'Judging', done: total, total, unit: 'networks' });
      return {
        ...{ contender, network, imagesPerClass: taught, confusion },
        ...accuracySummary(accuracies, right),
        recipe: recipeOf(plans(contender, network, 0)),
      };
    },
  };
}

/**
 * Mean, sample standard deviation and 95 % of the mean.
 *
 * @param accuracies (networks) 0–1
 * @param right (n) share of the networks that knew each test image
 */
function accuracySummary(
  accuracies: number[],
  right: Float32Array,
): Pick<EvaluationRow, 'accuracies' | 'mean' | 'sd' | 'low' | 'high'> {
  const mean = meanOf(accuracies);
  const squares = accuracies.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  const sd = accuracies.length > 1 ? Math.sqrt(squares / (accuracies.length - 1)) : 0;
  const meanOfDrawn = (drawn: Uint32Array) => meanOf(Array.from(drawn, i => right[i]));
  return { accuracies, mean, sd, ...bootstrapInterval(right.length, meanOfDrawn, bootstrapSeed) };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const seenTogether = 128; // images a forward pass

async function featureRows(
  student: StudentNetwork,
  parameters: tf.Tensor1D,
  values: Float32Array,
  asTensor: (values: Float32Array) => tf.Tensor4D,
): Promise<Float32Array> {
  const size = student.shape.sidePx ** 2 * 3;
  const parts: Float32Array[] = [];
  for (let start = 0; start < values.length; start += seenTogether * size) {
    const seen = tf.tidy(() =>
      student.features(parameters, asTensor(values.subarray(start, start + seenTogether * size))),
    );
    parts.push((await seen.data()) as Float32Array);
    seen.dispose();
  }
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
