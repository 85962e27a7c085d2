import type * as tf from '@tensorflow/tfjs-core';
import type { DistilSettings } from '../../src/contracts/distillation/distilSettings.ts';
import { decodeFloat16, encodeFloat16 } from '../../src/data/bytes/float16.ts';
import type { DistilShelf, KeptEpoch } from '../../src/data/runs/distilRuns.ts';
import { expertTrajectory } from '../../src/nets/distillation/expertTrajectory.ts';
import type { StudentNetwork } from '../../src/nets/distillation/studentNetwork.ts';

/** What experts are trained on and kept in. */
interface ExpertsSetup {
  shelf: DistilShelf;
  /** Name they are filed under. */
  expertsKey: string;
  network: StudentNetwork;
  /** (n, side, side, channels), standardised */
  images: tf.Tensor4D;
  /** (n, classes) */
  targets: tf.Tensor2D;
  settings: DistilSettings;
}

/** Expert trajectories on a shelf, 16 bits a number; what is missing there is trained again from its seed. */
export interface Experts {
  /** Epochs kept of each expert. */
  kept(): Promise<number[]>;
  /** Trains and keeps the next epoch of an expert; its rounded numbers are what the following one goes on from. */
  trainEpoch(expert: number, pause?: () => Promise<void> | void): Promise<void>;
  /** (parameters) after an epoch */
  epoch(expert: number, epoch: number): Promise<Float32Array>;
}

const seedsApart = 1_000_003; // a prime above any number of experts: runs of neighbouring seeds share none

/** The experts of one run; none is trained before it is asked for. */
export function createExperts({
  shelf,
  expertsKey,
  network,
  images,
  targets,
  settings,
}: ExpertsSetup): Experts {
  const { experts, ...training } = settings.experts;

  /** @returns the epoch that follows, kept */
  async function next(
    expert: number,
    from: KeptEpoch | undefined,
    pause?: () => Promise<void> | void,
  ): Promise<KeptEpoch> {
    const options = {
      ...training,
      epochs: from ? from.epoch + 1 : 0,
      seed: settings.seed * seedsApart + expert,
    };
    const trajectory = expertTrajectory(network, images, targets, options, { from, pause });
    const made = (await trajectory.next()).value;
    await trajectory.return(undefined); // its tensors go with it
    if (!made) throw new Error(`need an epoch after ${from?.epoch}; the trajectory ended`);
    const parameters = decodeFloat16(encodeFloat16(made.parameters)); // as it will be read
    const kept = { ...made, parameters };
    await shelf.putExpertEpoch(expertsKey, expert, kept);
    return kept;
  }

  /** Where training can go on towards an epoch: what is kept, unless the memory of its momentum or its average is gone. */
  async function resting(expert: number, before: number): Promise<KeptEpoch | undefined> {
    const last = await shelf.lastEpoch(expertsKey, expert, before);
    if (!last || last.epoch === 0) return last;
    const whole = (training.momentum === 0 || last.velocity) && (!training.averaging || last.unaveraged);
    return whole ? last : shelf.lastEpoch(expertsKey, expert, 0);
  }

  return {
    kept: () =>
      Promise.all(
        Array.from(
          { length: experts },
          async (_, expert) => (await shelf.lastEpoch(expertsKey, expert, training.epochs))?.epoch ?? 0,
        ),
      ),
    async trainEpoch(expert, pause) {
      let from = await resting(expert, training.epochs);
      if (!from) from = await next(expert, undefined, pause); // the fresh network, which takes no training
      if (from.epoch < training.epochs) await next(expert, from, pause);
    },
    async epoch(expert, epoch) {
      const known = await shelf.expertEpoch(expertsKey, expert, epoch);
      if (known) return known;
      let at = await resting(expert, epoch);
      while (!at || at.epoch < epoch) at = await next(expert, at);
      return at.parameters;
    },
  };
}
