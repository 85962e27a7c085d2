import { describe, expect, it } from 'vitest';
import { usualDistilSettings } from '../../../../src/data/runs/distilSettings.ts';
import { epochsRefusal } from '../../../../src/features/distil/curate/epochsRefusal.ts';
import type { DistilMethod } from '../../../../src/maths/distillation/distilMethods.ts';
import {
  fixedStartEpochs,
  startEpochCount,
  usualStartEpochs,
} from '../../../../src/maths/distillation/startEpochs.ts';

function settingsOf(method: DistilMethod, epochs: number, epochsMatched: number | undefined, cap: number) {
  const usual = usualDistilSettings(method, 1);
  return {
    ...usual,
    experts: { ...usual.experts, epochs },
    matching: { ...usual.matching, epochsMatched, cap },
  };
}

describe('experts too short for what is to be matched', () => {
  it('are refused exactly where the method itself would throw', () => {
    for (let epochs = 1; epochs <= 4; epochs++) {
      for (let matched = 1; matched <= 4; matched++) {
        for (let cap = 1; cap <= 4; cap++) {
          const begin = () =>
            fixedStartEpochs(0, cap, { ...usualStartEpochs, expertEpochs: startEpochCount(epochs, matched) });
          let throws = false;
          try {
            begin();
          } catch {
            throws = true;
          }
          expect(epochsRefusal(settingsOf('mtt', epochs, matched, cap)) !== null).toBe(throws);
        }
      }
    }
  });

  it('are named with what to do, and DM needs none', () => {
    expect(epochsRefusal(settingsOf('stm', 3, 4, 9))).toBe(
      'An expert of 3 epochs has no 4 to be matched: take fewer epochs matched, or longer experts.',
    );
    expect(epochsRefusal(settingsOf('mtt', 10, 4, 8))).toBe(
      'An expert of 10 epochs allows a cap of 7 at most where 4 are matched.',
    );
    expect(epochsRefusal(settingsOf('stm', 3, undefined, 9))).toBeNull(); // STM's cap is its own
    expect(epochsRefusal(settingsOf('dm', 1, 4, 9))).toBeNull();
  });
});
