import { expect, it } from 'vitest';
import { firstRecipe } from '../../../../src/features/finetune/training/recipe.ts';
import type { RepresentationCache } from '../../../../src/features/finetune/training/representationCache.ts';
import { examplesOf, settingsOfRecipe } from '../../../../src/features/finetune/training/trainingExamples.ts';

it('says in a sentence that no picture could be read', async () => {
  const none = {
    of: async () => ({ rows: new Uint32Array(0), vectors: new Float32Array(0) }),
    pixels: async () => ({ rows: new Uint32Array(0), sidePx: 2, pixels: new Uint8Array(0), problems: [] }),
  } as Partial<RepresentationCache> as RepresentationCache;
  for (const depth of ['head', 'all'] as const) {
    const settings = settingsOfRecipe({ ...firstRecipe, depth });
    await expect(examplesOf(none, settings, Uint32Array.of(3, 4, 5), {})).rejects.toThrow(
      'None of the 3 galaxies to learn from has a picture that can be read',
    );
  }
});
