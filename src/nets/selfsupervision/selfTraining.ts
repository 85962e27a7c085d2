import * as tf from '@tensorflow/tfjs-core';
import type { LearntTensors } from '../../contracts/finetune.ts';
import type { SelfCheckpoint, SelfEpoch, SelfGauges } from '../../contracts/training/selfsupervision.ts';
import { risen, teacherMomentum, warmCosine } from '../../maths/selfsupervision/schedules.ts';
import { checkSelfSettings, type SelfSettings, viewsOf } from '../../maths/selfsupervision/settings.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import { shuffledBatches } from '../../maths/statistics/trainingBatches.ts';
import { type AdamW, createAdamW } from '../training/adamW.ts';
import { lowestLearningStage } from '../training/learningRates.ts';
import { createParameter, type Parameter, readParameter, writeParameter } from '../training/parameter.ts';
import type { TrainableEncoder } from '../training/trainableEncoder.ts';
import { dinoLastLayer, freshHeads } from './heads.ts';
import { followStudent } from './momentumTeacher.ts';
import { type HeadedEncoder, selfGradients } from './selfGradients.ts';
import { galaxyCount, type SelfGalaxies, viewBatch } from './viewBatch.ts';

/** What learns, and from which galaxies. */
interface SelfSetup {
  /** Changed in place. */
  student: TrainableEncoder;
  /** Another instance with the same weights; absent for VICReg. */
  teacher?: TrainableEncoder;
  /** Keys of the encoder's parameters that learn. */
  learning: ReadonlySet<string>;
  galaxies: SelfGalaxies;
  settings: SelfSettings;
  seed: number;
}

/** A training without labels, step by step. */
export interface SelfTraining {
  readonly stepsTaken: number;
  readonly stepsInAll: number;
  readonly stepsAnEpoch: number;
  readonly epochs: readonly SelfEpoch[];
  readonly finished: boolean;
  /** The network that is judged and exported: the teacher, whose weights are a mean over steps; VICReg's has none. */
  readonly judged: TrainableEncoder;
  /** One batch. @returns its loss and gauges, and the epoch's figures with its last batch */
  step(): Promise<{ loss: number; gauges: SelfGauges; epoch?: SelfEpoch }>;
  checkpoint(): Promise<SelfCheckpoint>;
  /** Gives back what the training made; the encoders are the caller's. */
  dispose(): void;
}

const lastRate = 1e-6; // DINO's

/**
 * Trains an encoder without labels. Every step has a seed of its own, so that a training continued from a checkpoint equals
 * one that was never interrupted.
 *
 * Over 100 lines because step and checkpoint share the same variables (both networks, the optimiser, the centre, sums).
 *
 * @throws RangeError where settings are out of range, or there are fewer galaxies than a batch
 */
export function createSelfTraining(setup: SelfSetup, from?: SelfCheckpoint): SelfTraining {
  const { learning, galaxies, settings, seed } = setup;
  checkSelfSettings(settings);
  const count = galaxyCount(galaxies);
  if (count < settings.batchSize) {
    throw new RangeError(
      `need ${settings.batchSize} galaxies or more, a batch; got ${count}: choose more, or a smaller batch`,
    );
  }
  const { method, batchSize, epochs: epochsWanted } = settings;
  const stepsAnEpoch = Math.floor(count / batchSize); // a rest smaller than a batch waits for another epoch
  const stepsInAll = stepsAnEpoch * epochsWanted;
  const warmUp = Math.max(1, Math.round(settings.warmUp * stepsInAll));
  const all = Uint32Array.from({ length: count }, (_, row) => row);
  const recipes = viewsOf(settings, galaxies.sidePx);
  const [large, small] = [recipes.slice(0, 2), recipes.slice(2)];
  const student = headed(setup.student, settings, seed);
  const teacher = setup.teacher && headed(setup.teacher, settings, seed);
  // A class token, its positions and a last norm belong to no stage: where they learn, all is run.
  const stage = Math.max(0, lowestLearningStage(setup.student.stages, learning));
  const parameters = new Map<string, Parameter>([...setup.student.parameters, ...student.heads]);
  const keys = [...learning, ...student.heads.keys()];
  const followed = keys.filter(key => teacher?.heads.has(key) || setup.teacher?.parameters.has(key));
  const followers = new Map<string, Parameter>([
    ...(setup.teacher?.parameters ?? []),
    ...(teacher?.heads ?? []),
  ]);
  for (const [key, values] of from?.student ?? []) writeParameter(parameters.get(key)!, values);
  for (const [key, values] of from?.teacher ?? []) writeParameter(followers.get(key)!, values);
  const optimiser: AdamW = createAdamW({ weightDecay: settings.weightDecay }, from?.optimiser);
  const centre = tf.tidy(() =>
    tf.variable(from ? tf.tensor1d(from.centre) : tf.zeros<tf.Rank.R1>([settings.outputs]), false),
  );
  const epochs = [...(from?.epochs ?? [])];
  let taken = from?.steps ?? 0;
  let sums = [...(from?.sums ?? [0, 0, 0])];
  let batches: Uint32Array[] = [];
  let batchesOf = -1;

  function rowsOfStep(): Uint32Array {
    const epoch = Math.floor(taken / stepsAnEpoch);
    if (epoch !== batchesOf) {
      batches = shuffledBatches(all, batchSize, createRandom(seed * 1_000_003 + epoch)); // a prime beyond any number of epochs
      batchesOf = epoch;
    }
    return batches[taken % stepsAnEpoch];
  }

  /** What the first learning stage takes, of views as they are painted. */
  function viewsOfStep(rows: Uint32Array): tf.Tensor4D[] {
    const random = createRandom(seed * 7_368_787 + taken); // another prime: steps and epochs share no seed
    const sizes = small.length > 0 ? [large, small] : [large];
    return sizes.map(some => {
      const painted = viewBatch(galaxies, rows, some, random);
      if (stage === 0) return painted;
      const below = tf.tidy(() => setup.student.run(painted, 0, stage));
      painted.dispose();
      return below;
    });
  }

  const read = async (
    from: ReadonlyMap<string, Parameter>,
    wanted: readonly string[],
  ): Promise<LearntTensors> => {
    const tensors: LearntTensors = new Map();
    for (const key of wanted) tensors.set(key, (await readParameter(from.get(key)!)).values);
    return tensors;
  };

  return {
    get stepsTaken() {
      return taken;
    },
    stepsInAll,
    stepsAnEpoch,
    get epochs() {
      return epochs;
    },
    get finished() {
      return taken >= stepsInAll;
    },
    judged: setup.teacher ?? setup.student,
    async step() {
      const views = viewsOfStep(rowsOfStep());
      const teacherTemperature = risen(taken, 0.1 * stepsInAll, ...settings.teacherTemperature);
      const { loss, gradients, gauges, teacherMean } = selfGradients(student, teacher, {
        ...{ views, batch: batchSize, stage, learning, settings, centre, teacherTemperature },
      });
      tf.dispose(views);
      const length = tf.tidy(() => {
        const squares = [...gradients.values()].map(each => tf.sum(tf.square(each)));
        return tf.sqrt(squares.reduce((sum, square) => tf.add(sum, square)));
      });
      const [lossNow, lengthNow] = [(await loss.data())[0], (await length.data())[0]];
      const gaugesNow = await gauges.data();
      if (Number.isFinite(lossNow) && Number.isFinite(lengthNow)) {
        const rate = warmCosine(taken, stepsInAll, {
          warmUp,
          highest: settings.learningRate,
          last: lastRate,
        });
        if (taken < stepsAnEpoch) {
          gradients.get(dinoLastLayer)?.dispose(); // it learns from the second epoch on (Caron et al. 2021)
          gradients.delete(dinoLastLayer);
        }
        const factor = Math.min(1, settings.longestGradient / Math.max(lengthNow, 1e-12));
        tf.tidy(() => {
          const short = new Map([...gradients].map(([key, each]) => [key, tf.mul(each, factor)]));
          optimiser.step(parameters, short, new Map(keys.map(key => [key, rate])), ({ shape }) =>
            shape.length > 1 ? settings.weightDecay : 0,
          );
        });
        if (teacher) {
          followStudent(
            followers,
            parameters,
            followed,
            teacherMomentum(taken, stepsInAll, settings.momentum),
          );
        }
        if (teacherMean) {
          const kept = settings.centreMomentum;
          tf.tidy(() => centre.assign(tf.add(tf.mul(centre, kept), tf.mul(teacherMean, 1 - kept))));
        }
      }
      tf.dispose([loss, length, gauges, ...gradients.values(), ...(teacherMean ? [teacherMean] : [])]);
      sums = sums.map((sum, i) => sum + [lossNow, gaugesNow[0], gaugesNow[1]][i]);
      taken++;
      const named = (first: number, second: number): SelfGauges =>
        method === 'dino' ? { entropyOfMean: first, divergence: second } : { spread: first };
      const now = { loss: lossNow, gauges: named(gaugesNow[0], gaugesNow[1]) };
      if (taken % stepsAnEpoch > 0) return now;
      const [meanLoss, first, second] = sums.map(sum => sum / stepsAnEpoch);
      const epoch: SelfEpoch = {
        epoch: taken / stepsAnEpoch,
        loss: meanLoss,
        ...named(first, second),
      };
      epochs.push(epoch);
      sums = [0, 0, 0];
      return { ...now, epoch };
    },
    checkpoint: async () => ({
      steps: taken,
      epochs: [...epochs],
      sums: [...sums],
      student: await read(parameters, keys),
      teacher: await read(followers, followed),
      centre: ((await centre.data()) as Float32Array).slice(),
      optimiser: await optimiser.state(),
    }),
    dispose() {
      optimiser.dispose();
      centre.dispose();
      for (const { heads } of [student, ...(teacher ? [teacher] : [])]) {
        for (const { variable } of heads.values()) variable.dispose();
      }
    },
  };
}

function headed(encoder: TrainableEncoder, settings: SelfSettings, seed: number): HeadedEncoder {
  const { method, hidden, projection, outputs } = settings;
  const weights = freshHeads(method, { dimension: encoder.dimension, hidden, projection, outputs }, seed);
  return {
    encoder,
    heads: new Map([...weights].map(([name, tensor]) => [name, createParameter(name, tensor)])),
  };
}
