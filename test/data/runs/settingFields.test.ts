import { describe, expect, it } from 'vitest';
import { usualDistilSettings } from '../../../src/data/runs/distilSettings.ts';
import {
  fieldsOf,
  settingFields,
  settingNotes,
  settingsRefusal,
} from '../../../src/data/runs/settingFields.ts';
import { valueRefusal } from '../../../src/maths/distillation/settings/numberSetting.ts';

describe('the settings of a distillation', () => {
  it.each(['stm', 'mtt', 'dm'] as const)(
    'of %s are read and written each in its own place, and their defaults are taken',
    method => {
      const settings = usualDistilSettings(method, 1);
      for (const field of fieldsOf(method)) {
        const value = field.get(settings);
        expect(valueRefusal(field, value)).toBeNull();
        const changed = field.set(settings, value + 1);
        expect(field.get(changed)).toBe(value + 1);
        for (const other of settingFields) {
          if (other !== field) expect(other.get(changed)).toBe(other.get(settings));
        }
      }
    },
  );
  it('are refused outside their range', () => {
    const [iterations] = settingFields;
    expect(valueRefusal(iterations, 0)).toMatch('needs 1 at least');
    expect(valueRefusal(iterations, 1.5)).toMatch('whole number');
    expect(valueRefusal(iterations, Number.NaN)).toMatch('needs a number');
  });
});

describe('the settings of a run', () => {
  it('are refused by the first number of their method that is out of its range', () => {
    const usual = usualDistilSettings('dm', 1);
    expect(settingsRefusal(usual)).toBeNull();
    expect(settingsRefusal({ ...usual, width: 0 })).toBe('Width needs 1 at least.');
    const { matching } = usual;
    const broken = { ...usual, matching: { ...matching, momentum: 2 } };
    expect(settingsRefusal(broken)).toBeNull(); // distribution matching does not read it
    expect(settingsRefusal({ ...broken, method: 'mtt' })).toBe('Momentum can be 1 at most.');
  });

  it('leave out what is none, and tell each of their method’s numbers to whoever reads a file', () => {
    expect(usualDistilSettings('stm', 1).matching.batchSize).toBeUndefined();
    const settings = usualDistilSettings('stm', 10);
    expect(settings.matching.batchSize).toBe(16);
    const notes = settingNotes(settings);
    expect(notes).toHaveLength(fieldsOf('stm').length);
    expect(notes).toContainEqual({
      name: 'Epochs of an expert',
      value: settings.experts.epochs,
      meaning: 'How often each expert sees every galaxy.',
    });
  });
});
