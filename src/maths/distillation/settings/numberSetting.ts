import type { DistilMethod } from '../distilMethods.ts';

/** One number of a distillation. */
export interface NumberSetting {
  label: string;
  /** One sentence. */
  meaning: string;
  /** Where the room and `npm run distil` begin; of a method, or of as many images a class, where it depends on them. */
  usual: number | ((method: DistilMethod, imagesPerClass: number) => number);
  /** Range, ends included. */
  least: number;
  most?: number;
  /** True if it counts something. Default false. */
  whole?: boolean;
  /** What a form's keys change it by. */
  step: number;
  /** Methods that read it. */
  methods: readonly DistilMethod[];
  /** What leaving it out means; absent: it cannot be left out. */
  absent?: number;
  /** True where `absent` is never written, but left out. */
  leftOut?: boolean;
}

/** The numbers of a table of settings; those with an `absent` may be left out. */
export type SettingNumbers<Table> = {
  [Name in keyof Table as Table[Name] extends { absent: number } ? never : Name]: number;
} & { [Name in keyof Table as Table[Name] extends { absent: number } ? Name : never]?: number };

/** Methods that match trajectories. */
export const matchers: readonly DistilMethod[] = ['stm', 'mtt'];
/** Methods that read what the run and its judging have in common. */
export const allMethods: readonly DistilMethod[] = ['stm', 'mtt', 'dm'];

/** Range of a count: whole numbers from 1. */
export const count = { least: 1, step: 1, whole: true };
/** Range of a learning rate; a setting may state a finer step. */
export const rate = { least: 0, step: 0.01 };
/** Range of a share of a whole, 0–1. */
export const share = { least: 0, most: 1, step: 0.05 };

/** Why a value cannot be taken, as a sentence; null where it can. */
export function valueRefusal(
  { label, least, most, whole }: Pick<NumberSetting, 'label' | 'least' | 'most' | 'whole'>,
  value: number,
): string | null {
  if (!Number.isFinite(value)) return `${label} needs a number.`;
  if (value < least) return `${label} needs ${least} at least.`;
  if (most !== undefined && value > most) return `${label} can be ${most} at most.`;
  if (whole && !Number.isInteger(value)) return `${label} needs a whole number.`;
  return null;
}
