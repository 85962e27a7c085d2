import type { SelfStart } from '../../contracts/training/selfsupervision.ts';
import { rowsOf } from '../../maths/catalogue/rowMask.ts';
import {
  type SelfMethod,
  type SelfSettings,
  usualSelfSettings,
} from '../../maths/selfsupervision/settings.ts';
import { createRandom } from '../../maths/statistics/random.ts';
import type { Session } from '../../session/session.ts';

/** Which galaxies are learnt from. */
export type GalaxyChoice = 'all' | 'filtered' | 'selected';

/** What a person chooses before a training. */
export interface SelfPlan {
  galaxies: GalaxyChoice;
  /** At most so many of them, drawn at random: their images are held in memory. */
  most: number;
  start: SelfStart;
  /** Name of the weights whose top blocks learn. */
  weights: string;
  settings: SelfSettings;
  /** Column that representations are asked about; null: none. */
  column: string | null;
  /** Above this a number of the column counts as yes. */
  above: number;
  seed: number;
}

const usualBlocks = 2;

/** Settings that suit a method and what learns: blocks that know something already learn more slowly than a network from nothing. */
export function settingsFor(method: SelfMethod, start: SelfStart): SelfSettings {
  const usual = usualSelfSettings(method);
  return start.kind === 'top' ? { ...usual, epochs: 5, batchSize: 32, learningRate: 2e-4 } : usual;
}

/** The form at first: BYOL on the top blocks of the shipped network, which learns most in a minute. */
export function firstPlan(): SelfPlan {
  const start: SelfStart = { kind: 'top', blocks: usualBlocks };
  return {
    ...{ galaxies: 'all', most: 1000, start, weights: 'galaxy', settings: settingsFor('byol', start) },
    ...{ column: null, above: 0.5, seed: 1 },
  };
}

/** The rows that a choice means now, (n) ascending. */
export function rowsOfChoice({ catalogue, filters, selection }: Session, choice: GalaxyChoice): Uint32Array {
  const count = catalogue.getState().catalogue?.rowCount ?? 0;
  if (choice === 'selected') return selection.getState().rows;
  const { passing } = filters.getState();
  return choice === 'filtered' && passing
    ? rowsOf(passing)
    : Uint32Array.from({ length: count }, (_, row) => row);
}

/** At most so many of (n) rows, drawn by a seed, (m) ascending. */
export function sampledRows(rows: Uint32Array, most: number, seed: number): Uint32Array {
  if (rows.length <= most) return rows;
  return createRandom(seed).shuffle(rows.slice()).slice(0, most).sort();
}

/**
 * Milliseconds of training a galaxy and epoch for one of the backend's trial, measured on WASM: BYOL on the small network, and on
 * two top blocks of the shipped one, whose lower blocks are run too. ViT-micro's is from its step of `measure vit-step`.
 */
const trialsAGalaxy = { small: 0.8, top: 1.7, vit: 2.7 };
const passes = { large: 2, withGradient: 3, teacher: 1 }; // a step backwards costs twice the one forwards

/** Seconds a training may take here, from how fast the backend's trial ran. NaN where it was not timed. */
export function expectedSeconds(
  plan: Pick<SelfPlan, 'start' | 'settings'>,
  galaxies: number,
  trialMs: number,
): number {
  const { start, settings } = plan;
  const { large, withGradient, teacher } = passes;
  const small = settings.method === 'dino' ? settings.localViews / 4 : 0; // of half the side
  const work = (large + small) * withGradient + (settings.method === 'vicreg' ? 0 : large * teacher);
  const ofByol = large * (withGradient + teacher);
  return ((trialMs * trialsAGalaxy[start.kind] * galaxies * settings.epochs) / 1000) * (work / ofByol);
}
