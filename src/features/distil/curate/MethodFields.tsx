import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import type { DistilMethod, DistilSettings } from '../../../contracts/distilSettings.ts';
import { distilMethods } from '../../../data/runs/distilMethods.ts';
import { usualDistilSettings } from '../../../data/runs/distilSettings.ts';
import classes from './NewSetForm.module.css';

export interface MethodFieldsProps {
  settings: DistilSettings;
  onChange(settings: DistilSettings): void;
}

const counts = [1, 5, 10];

/** How the prototypes are made: another method or number brings the constants that serve it. */
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
          data={distilMethods.map(({ value, label }) => ({ value, label }))}
          value={method}
          onChange={value => usual({ method: value as DistilMethod })}
        />
        <p className={classes.meaning}>{distilMethods.find(({ value }) => value === method)?.meaning}</p>
      </div>
      <div>
        <span className={classes.label}>Images a class</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Images a class"
          data={counts.map(String)}
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
