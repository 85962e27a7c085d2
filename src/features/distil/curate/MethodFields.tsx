import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import type { DistilSettings } from '../../../contracts/distillation/distilSettings.ts';
import { usualDistilSettings } from '../../../data/runs/distilSettings.ts';
import { type DistilMethod, distilMethods, methodNames } from '../../../maths/distillation/distilMethods.ts';
import { imagesPerClassChoices } from '../../../maths/distillation/settings/settingsTable.ts';
import classes from './NewSetForm.module.css';

interface MethodFieldsProps {
  settings: DistilSettings;
  onChange(settings: DistilSettings): void;
}

/** How the prototypes are made: another method or number brings the constants that suit it. */
export function MethodFields({ settings, onChange }: MethodFieldsProps) {
  const { method, imagesPerClass, start } = settings;
  const usual = (fields: Partial<DistilSettings>) => {
    const wanted = { ...settings, ...fields };
    onChange({ ...usualDistilSettings(wanted.method, wanted.imagesPerClass), start: wanted.start });
  };
  return (
    <>
      <div>
        <span className={classes.label}>Method</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Method"
          data={methodNames.map(value => ({ value, label: distilMethods[value].label }))}
          value={method}
          onChange={value => usual({ method: value as DistilMethod })}
        />
        <p className={classes.meaning}>{distilMethods[method].meaning}</p>
      </div>
      <div>
        <span className={classes.label}>Images a class</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Images a class"
          data={imagesPerClassChoices.map(String)}
          value={String(imagesPerClass)}
          onChange={value => usual({ imagesPerClass: Number(value) })}
        />
      </div>
      <div>
        <span className={classes.label}>They begin as</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="They begin as"
          data={[
            { value: 'noise', label: 'Noise' },
            { value: 'real', label: 'Real galaxies' },
          ]}
          value={start}
          onChange={value => onChange({ ...settings, start: value as DistilSettings['start'] })}
        />
      </div>
    </>
  );
}
