import { describe, expect, it } from 'vitest';
import { usualDistilSettings } from '../../../../src/data/runs/distilSettings.ts';
import { refusal } from '../../../../src/features/distil/curate/constant.ts';
import { constants, constantsOf } from '../../../../src/features/distil/curate/constants.ts';

describe('the constants', () => {
  it.each(['stm', 'mtt', 'dm'] as const)(
    'of %s are read and written each in its own place, and their defaults are taken',
    method => {
      const settings = usualDistilSettings(method, 1);
      for (const constant of constantsOf(method)) {
        const value = constant.get(settings);
        expect(refusal(constant, value)).toBeNull();
        const changed = constant.set(settings, value + 1);
        expect(constant.get(changed)).toBe(value + 1);
        for (const other of constants) {
          if (other !== constant) expect(other.get(changed)).toBe(other.get(settings));
        }
      }
    },
  );
  it('are refused outside their range', () => {
    const [iterations] = constants;
    expect(refusal(iterations, 0)).toMatch('needs 1 at least');
    expect(refusal(iterations, 1.5)).toMatch('whole number');
    expect(refusal(iterations, Number.NaN)).toMatch('needs a number');
  });
});
