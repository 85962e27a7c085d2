import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Checkbox.css';
import { Button, Checkbox, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import {
  clusterFields,
  paperClusterSettings,
  usualSettingsOf,
} from '../../../maths/clustering/clusterSettings.ts';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import { type ClusterChoice, pictureSides } from './clusterChoice.ts';
import classes from './NewClustering.module.css';

interface AdvancedFieldsProps {
  choice: ClusterChoice;
  onChange(choice: ClusterChoice): void;
}

/** Every constant, folded away: each has a value that works. */
export function AdvancedFields({ choice, onChange }: AdvancedFieldsProps) {
  const [open, setOpen] = useState(false);
  const { settings, kind } = choice;
  return (
    <div>
      <FoldButton open={open} onChange={setOpen}>
        Advanced
      </FoldButton>
      {open && (
        <div className={classes.fields}>
          <div className={classes.actions}>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange({ ...choice, settings: usualSettingsOf(kind) })}
            >
              Usual constants
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => onChange({ ...choice, settings: paperClusterSettings })}
            >
              The paper’s
            </Button>
          </div>
          <p className={classes.meaning}>
            The paper’s are those of Spindler, Geach & Smith 2020: 350 epochs, which take a processor most of
            a day for 4,000 galaxies.
          </p>
          {clusterFields
            .filter(({ name }) => name !== 'components')
            .map(({ name, label, least, most, step, meaning }) => (
              <NumberInput
                key={name}
                size="xs"
                label={label}
                description={meaning}
                value={settings[name]}
                min={least}
                max={most}
                step={step}
                allowDecimal={step < 1}
                onChange={value =>
                  typeof value === 'number' &&
                  onChange({ ...choice, settings: { ...settings, [name]: value } })
                }
              />
            ))}
          <NumberInput
            size="xs"
            label="Seed"
            description="The same seed gives the same clustering."
            value={choice.seed}
            min={0}
            max={1e9}
            allowDecimal={false}
            onChange={value => typeof value === 'number' && onChange({ ...choice, seed: value })}
          />
          <NumberInput
            size="xs"
            label="Galaxies to take, at most"
            description="Of more, so many are drawn at random."
            value={choice.mostLearnt}
            min={100}
            max={20_000}
            step={500}
            allowDecimal={false}
            onChange={value => typeof value === 'number' && onChange({ ...choice, mostLearnt: value })}
          />
          <Checkbox
            size="xs"
            label="Pictures in colour"
            description="Red, green and blue are drawn, and clustered where pixels are."
            checked={choice.colours === 3}
            onChange={event => onChange({ ...choice, colours: event.currentTarget.checked ? 3 : 1 })}
          />
          <NumberInput
            size="xs"
            label="Kept aside to judge by, %"
            description="Not learnt from; their clusters are told all the same."
            value={Math.round(100 * choice.keptAside)}
            min={0}
            max={50}
            step={5}
            allowDecimal={false}
            onChange={value => typeof value === 'number' && onChange({ ...choice, keptAside: value / 100 })}
          />
          <Select
            size="xs"
            label="Side of the pictures"
            description="Smaller ones are quicker and show less: half the side, a quarter of the time."
            allowDeselect={false}
            data={pictureSides.map(side => ({ value: String(side), label: `${side} pixels` }))}
            value={String(choice.sidePx)}
            onChange={value => onChange({ ...choice, sidePx: Number(value) })}
          />
          {kind !== 'network' && (
            <Checkbox
              size="xs"
              label="Mirror galaxies at random"
              checked={settings.flips}
              onChange={event =>
                onChange({ ...choice, settings: { ...settings, flips: event.currentTarget.checked } })
              }
            />
          )}
        </div>
      )}
    </div>
  );
}
