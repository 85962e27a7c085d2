import { distributionSettings } from './distributionSettings.ts';
import { evaluationSettings } from './evaluationSettings.ts';
import { expertSettings } from './expertSettings.ts';
import { matchingSettings } from './matchingSettings.ts';
import { runSettings } from './runSettings.ts';

/**
 * Every number of a distillation by its group, in the order they come into play: its name, default, range and sentence. The
 * form, the contract, the worker's check, what is exported and `npm run distil` read this table.
 */
export const settingsTable = {
  run: { title: 'The run', settings: runSettings },
  experts: { title: 'Experts', settings: expertSettings },
  matching: { title: 'Matching', settings: matchingSettings },
  distribution: { title: 'Matching', settings: distributionSettings },
  evaluation: { title: 'Judging', settings: evaluationSettings },
} as const;

/** Part of a distillation that a number belongs to. */
export type SettingGroup = keyof typeof settingsTable;

/** All groups, in the order they come into play. */
export const settingGroups = Object.keys(settingsTable) as SettingGroup[];

/** Prototypes a class that a form offers; the first is the usual one. */
export const imagesPerClassChoices = [1, 5, 10] as const;

/** How far views of an image may differ in a form: shift in shares of the side, zoom as a factor up or down. */
export const augmentationRanges = { shift: { least: 0, most: 0.5 }, zoom: { least: 1, most: 2, step: 0.05 } };

/** How a set is chosen and cut: as many galaxies and pixels as a browser distils in time. */
export const curationTable = {
  /** Galaxies a class to train on. */
  perClass: { usual: 80, least: 2, most: 5000 },
  /** Of Galaxy Zoo's framing: the galaxy with little sky. */
  cropFraction: { usual: 0.6, least: 0.1, most: 1, step: 0.05 },
  sidePx: { usual: 32, choices: [32, 64, 128] },
} as const;
