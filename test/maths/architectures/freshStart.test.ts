import { describe, expect, it } from 'vitest';
import { architectures } from '../../../src/maths/architectures/architecture.ts';
import { architectureTitle, freshName, freshStartOf } from '../../../src/maths/architectures/freshStart.ts';

describe('a start from nothing', () => {
  it('is named by what differs from the usual, and found again by that name', () => {
    const name = freshName('fresh:linformerMicro', { width: 128, places: 32, seed: 7 });
    expect(name).toBe('fresh:linformerMicro;width=128;places=32;seed=7');
    expect(freshStartOf(name)).toMatchObject({
      seed: 7,
      architecture: { ...architectures.linformerMicro, dimension: 128, projected: 32 },
      title: 'Linformer-micro, from nothing, width 128, 32 places, seed 7',
    });
    expect(architectureTitle(freshStartOf(name)!.architecture)).toBe('linformer_128x6');
  });

  it('keeps its old name with the usual shape and seed; what an architecture lacks is ignored', () => {
    expect(freshName('fresh:vitMicro', { width: 96, seed: 1 })).toBe('fresh:vitMicro');
    expect(freshName('fresh:vitMicro', { places: 8 })).toBe('fresh:vitMicro');
    expect(freshName('fresh:cnn', { width: 128, seed: 2 })).toBe('fresh:cnn;seed=2');
    expect(freshName('galaxy', { seed: 2 })).toBe('galaxy');
    expect(freshStartOf('galaxy;seed=2')).toBeUndefined();
  });
});
