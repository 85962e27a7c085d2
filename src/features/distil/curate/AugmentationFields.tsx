import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/Switch.css';
import { NumberInput, SegmentedControl, Switch } from '@mantine/core';
import { augmentationRanges } from '../../../maths/distillation/settings/settingsTable.ts';
import type { Augmentation } from '../../../maths/images/augmentation.ts';
import classes from './NewSetForm.module.css';

interface AugmentationFieldsProps {
  /** Whose views these are: "Prototypes" */
  of: string;
  /** Absent: they are seen as they are. */
  augmentation: Augmentation | undefined;
  /** What they begin with when they are switched on. */
  usual: Augmentation;
  onChange(augmentation: Augmentation | undefined): void;
}

const { shift, zoom } = augmentationRanges;
const turns: { value: Augmentation['turns']; label: string }[] = [
  { value: 'none', label: 'Not' },
  { value: 'quarters', label: 'By quarters' },
  { value: 'any', label: 'By any angle' },
];

/** How views of one image may differ each time a network sees it. */
export function AugmentationFields({ of, augmentation, usual, onChange }: AugmentationFieldsProps) {
  const change = (fields: Partial<Augmentation>) => augmentation && onChange({ ...augmentation, ...fields });
  return (
    <>
      <Switch
        size="xs"
        label={`${of} in differing views`}
        description="Drawn anew for each step: a galaxy has no up, no handedness, and its frame is a choice."
        checked={augmentation !== undefined}
        onChange={event => onChange(event.currentTarget.checked ? usual : undefined)}
      />
      {augmentation && (
        <>
          <Switch
            size="xs"
            label={`${of} mirrored`}
            description="Half of the views, at random."
            checked={augmentation.flips}
            onChange={event => change({ flips: event.currentTarget.checked })}
          />
          <div>
            <span className={classes.label}>{of} turned</span>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={`${of} turned`}
              data={turns}
              value={augmentation.turns}
              onChange={value => change({ turns: value as Augmentation['turns'] })}
            />
          </div>
          <div className={classes.pair}>
            <NumberInput
              size="xs"
              label={`${of} shifted, %`}
              description="Of the side, at most."
              inputWrapperOrder={['label', 'input', 'description']}
              value={Math.round(100 * augmentation.shift)}
              min={100 * shift.least}
              max={100 * shift.most}
              allowDecimal={false}
              onChange={value =>
                typeof value === 'number' &&
                value >= 100 * shift.least &&
                value <= 100 * shift.most &&
                change({ shift: value / 100 })
              }
            />
            <NumberInput
              size="xs"
              label={`${of} scaled`}
              description="Up or down, at most."
              inputWrapperOrder={['label', 'input', 'description']}
              value={augmentation.zoom}
              min={zoom.least}
              max={zoom.most}
              step={zoom.step}
              onChange={value =>
                typeof value === 'number' &&
                value >= zoom.least &&
                value <= zoom.most &&
                change({ zoom: value })
              }
            />
          </div>
        </>
      )}
    </>
  );
}
