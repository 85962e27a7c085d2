import { NumberInput, Select } from '@mantine/core';
import { defaultLayout, type UmapSettings } from '../../../contracts/layoutSettings.ts';
import type { MapStart } from '../../../maths/layout/mapStart.ts';
import classes from './LayoutPanel.module.css';

interface UmapFormProps {
  settings: UmapSettings;
  onChange(settings: UmapSettings): void;
}

const starts: { value: MapStart; label: string }[] = [
  { value: 'components', label: 'Two components, spread' },
  { value: 'dot', label: 'Two components, in a dot (as t-SNE)' },
  { value: 'random', label: 'Anywhere, at random' },
];

/** The settings of a UMAP map. */
export function UmapForm({ settings, onChange }: UmapFormProps) {
  const { neighbours, minimumDistance, seed, startsAt } = settings;
  return (
    <>
      <div className={classes.pair}>
        <NumberInput
          size="xs"
          label="Neighbours"
          title="Galaxies each is held near to. Few show small crowds, many the large order. 2–200."
          min={2}
          max={200}
          value={neighbours}
          onChange={value => onChange({ ...settings, neighbours: numberOf(value, defaultLayout.neighbours) })}
        />
        <NumberInput
          size="xs"
          label="Minimum distance"
          title="How close galaxies of a crowd may stand: 0 packs them, 0.99 spreads them."
          min={0}
          max={0.99}
          step={0.05}
          decimalScale={3}
          value={minimumDistance}
          onChange={value =>
            onChange({ ...settings, minimumDistance: numberOf(value, defaultLayout.minimumDistance) })
          }
        />
      </div>
      <NumberInput
        size="xs"
        label="Seed"
        title="The same seed gives the same map. What changes with it is chance."
        min={0}
        max={2 ** 32 - 1}
        allowDecimal={false}
        value={seed}
        onChange={value => onChange({ ...settings, seed: numberOf(value, defaultLayout.seed) })}
      />
      <Select
        size="xs"
        label="Galaxies start at"
        title="A start by components keeps the large order; a random one shows what does not depend on it."
        data={starts}
        value={startsAt}
        allowDeselect={false}
        onChange={value => onChange({ ...settings, startsAt: (value ?? 'components') as MapStart })}
      />
    </>
  );
}

function numberOf(value: number | string, usual: number): number {
  return value === '' || Number.isNaN(Number(value)) ? usual : Number(value);
}
