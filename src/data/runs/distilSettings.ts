import type { DistilSettings } from '../../contracts/distillation/distilSettings.ts';
import type { DistilMethod } from '../../maths/distillation/distilMethods.ts';
import type { Augmentation } from '../../maths/images/augmentation.ts';
import { settingFields } from './settingFields.ts';

/** A galaxy has no preferred orientation or handedness; its centre and its distance vary a little. */
const mildViews: Augmentation = { flips: true, turns: 'any', zoom: 1.2, shift: 0.1 };

/**
 * The defaults of the room and of `npm run distil`, from the table. Those of trajectory matching are its authors' (Cazenavette
 * et al. 2022) and those of self-adaptive matching (arXiv 2311.17967), scaled to a few hundred galaxies; docs/notes/distillation.md
 * says what was tried.
 */
export function usualDistilSettings(method: DistilMethod, imagesPerClass: number): DistilSettings {
  const bare = {
    ...{ method, imagesPerClass, start: 'noise', augmentation: mildViews },
    ...{ experts: { augmentation: mildViews }, matching: {}, distribution: {}, evaluation: {} },
  } as unknown as DistilSettings; // whole once every field of the table is set
  return settingFields.reduce((settings, { usual, set }) => {
    const value = typeof usual === 'number' ? usual : usual(method, imagesPerClass);
    return set(settings, value);
  }, bare);
}
