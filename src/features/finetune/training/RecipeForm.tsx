import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Switch.css';
import { Button, NumberInput, Switch } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useState } from 'react';
import { usualAugmentation } from '../../../maths/images/augmentation.ts';
import room from '../../../ui/room.module.css';
import { type Recipe, recipeSettings } from './recipe.ts';

interface RecipeFormProps {
  recipe: Recipe;
  onChange(fields: Partial<Recipe>): void;
  onReset(): void;
}

/** Every setting of the recipe with a sentence on what it does; hidden at first, because Zoobot's settings suit most questions. */
export function RecipeForm({ recipe, onChange, onReset }: RecipeFormProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className={room.part}>
      <Switch
        size="xs"
        label="Turned and mirrored views"
        description={
          recipe.depth === 'head'
            ? 'Each galaxy is shown in eight more views; its images are put through the network for each.'
            : 'Each galaxy is turned, mirrored, shifted and zoomed a little: a galaxy has no up.'
        }
        checked={recipe.augmentation !== null}
        onChange={event => onChange({ augmentation: event.currentTarget.checked ? usualAugmentation : null })}
      />
      <div className={room.line}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconAdjustments size={14} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Adjust the recipe
        </Button>
        {open && (
          <Button size="compact-xs" variant="default" onClick={onReset}>
            Zoobot’s settings
          </Button>
        )}
      </div>
      {open && (
        <>
          {recipeSettings
            .filter(({ thawed }) => !thawed || recipe.depth !== 'head')
            .map(({ key, label, meaning, min, max, step }) => (
              <NumberInput
                key={key}
                size="xs"
                label={label}
                description={meaning}
                {...{ min, max, step }}
                value={recipe[key]}
                onChange={value => typeof value === 'number' && onChange({ [key]: value })}
              />
            ))}
          {recipe.depth !== 'head' && (
            <Switch
              size="xs"
              label="Batch norms learn"
              description="Their scale and shift change too; their statistics stay as they are."
              checked={recipe.norms}
              onChange={event => onChange({ norms: event.currentTarget.checked })}
            />
          )}
          <NumberInput
            size="xs"
            label="Seed"
            description="Fixes the split, the first weights and the order of galaxies."
            min={0}
            max={1_000_000}
            value={recipe.seed}
            onChange={value => typeof value === 'number' && onChange({ seed: value })}
          />
        </>
      )}
    </div>
  );
}
