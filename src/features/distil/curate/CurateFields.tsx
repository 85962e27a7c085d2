import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/SegmentedControl.css';
import { NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { CurationRecipe } from '../../../contracts/curation.ts';
import { curationTable } from '../../../maths/distillation/settings/settingsTable.ts';
import { ClassRules } from './ClassRules.tsx';
import classes from './NewSetForm.module.css';

interface CurateFieldsProps {
  presets: readonly CurationRecipe[];
  recipe: CurationRecipe;
  onChange(recipe: CurationRecipe): void;
}

/** Title of a recipe that is no preset. */
export const ownRules = 'Rules of my own';
const { perClass: perClassRange, cropFraction: cropRange, sidePx: sides } = curationTable;
const percent = (fraction: number) => Math.round(100 * fraction);

/** Which galaxies: a preset where the columns are there, or one rule a class; how many, and how they are cut. */
export function CurateFields({ presets, recipe, onChange }: CurateFieldsProps) {
  const { title, perClass, view } = recipe;
  function take(wanted: string | null): void {
    const preset = presets.find(each => each.title === wanted);
    if (preset) onChange({ ...preset, perClass, view });
    else onChange({ ...recipe, title: ownRules });
  }
  return (
    <>
      <Select
        size="xs"
        label="Classes"
        description={
          presets.length === 0
            ? 'This catalogue lacks the columns of Galaxy Zoo that the presets need.'
            : undefined
        }
        allowDeselect={false}
        data={[...presets.map(preset => preset.title), ownRules]}
        value={title}
        onChange={take}
      />
      <ClassRules
        key={title}
        startsOpen={title === ownRules}
        classes={recipe.classes}
        onChange={changed => onChange({ ...recipe, classes: changed })}
      />
      <div className={classes.pair}>
        <NumberInput
          size="xs"
          label="Galaxies a class to train on"
          value={perClass}
          min={perClassRange.least}
          max={perClassRange.most}
          allowDecimal={false}
          onChange={value =>
            typeof value === 'number' &&
            value >= perClassRange.least &&
            onChange({ ...recipe, perClass: value })
          }
        />
        <NumberInput
          size="xs"
          label="Central part kept, %"
          value={percent(view.cropFraction)}
          min={percent(cropRange.least)}
          max={percent(cropRange.most)}
          step={percent(cropRange.step)}
          allowDecimal={false}
          onChange={value =>
            typeof value === 'number' &&
            value >= percent(cropRange.least) &&
            value <= percent(cropRange.most) &&
            onChange({ ...recipe, view: { ...view, cropFraction: value / 100 } })
          }
        />
      </div>
      <div>
        <span className={classes.label}>Side, px</span>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Side, px"
          data={sides.choices.map(String)}
          value={String(view.sidePx)}
          onChange={value => onChange({ ...recipe, view: { ...view, sidePx: Number(value) } })}
        />
        {view.sidePx > sides.usual && (
          <p className={classes.meaning}>
            Each doubling of the side makes every iteration about four times as long.
          </p>
        )}
      </div>
    </>
  );
}
