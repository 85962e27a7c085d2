import '@mantine/core/styles/Slider.css';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/NumberInput.css';
import '@mantine/core/styles/Switch.css';
import { NumberInput, SegmentedControl, Slider, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { distanceMetrics, type Metric, metricNames } from '../../maths/neighbours/metrics.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import { formatCount } from '../../ui/text/quantity.ts';
import { Term } from '../../ui/text/Term.tsx';
import classes from './SearchSettings.module.css';
import type { SimilarStore } from './similarState.ts';

/** Fill whole lines of the 4-wide grid. */
const neighbourChoices = [12, 24, 48, 96];

interface SearchSettingsProps {
  store: SimilarStore;
  /** Components the representation has. */
  available: number;
}

/** How near is measured, and how many neighbours are wanted. */
export function SearchSettings({ store, available }: SearchSettingsProps) {
  const session = useSession();
  const metric = useStore(session.preferences, s => s.metric);
  const neighbours = useStore(session.preferences, s => s.neighbours);
  const wanted = useStore(store, s => s.components) ?? available;
  const { withinFilter, leastArcsec } = useStore(store);
  const filtered = useStore(session.filters, s => s.count);
  const hasPositions = useStore(session.catalogue, s => s.catalogue?.raDeg !== undefined);
  const [dragged, setDragged] = useState(Math.min(wanted, available));
  useEffect(() => setDragged(Math.min(wanted, available)), [wanted, available]);
  const state = store.getState();
  return (
    <div className={room.settings}>
      <div>
        <div className={classes.label}>
          <Term meaning={distanceMetrics[metric].meaning}>Metric</Term>
        </div>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Metric"
          data={metricNames.map(value => ({ value, label: distanceMetrics[value].label }))}
          value={metric}
          onChange={value => state.changeMetric(value as Metric)}
        />
      </div>
      <div>
        <div className={classes.label}>Neighbours</div>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label="Neighbours"
          data={neighbourChoices.map(String)}
          value={String(neighbours)}
          onChange={value => state.changeNeighbours(Number(value))}
        />
      </div>
      <div>
        <div className={classes.label}>
          <Term meaning="Principal components of the representation, those of largest variance first. Fewer compare only the broad traits.">
            Components
          </Term>
          <span className={classes.value}>
            {dragged} of {available}
          </span>
        </div>
        <Slider
          size="sm"
          thumbLabel="Components"
          min={1}
          max={Math.max(available, 2)}
          disabled={available < 2}
          label={null}
          value={dragged}
          onChange={setDragged}
          onChangeEnd={value => state.changeComponents(value >= available ? null : value)}
        />
      </div>
      {filtered !== null && (
        <Switch
          size="xs"
          label={`Only among the ${formatCount(filtered)} that pass the filters`}
          checked={withinFilter}
          onChange={event => state.keepWithinFilter(event.currentTarget.checked)}
        />
      )}
      {hasPositions && (
        <NumberInput
          size="xs"
          label="Least separation on the sky"
          description="Nearer galaxies are no answer: they may be the same one, observed twice."
          suffix="″"
          min={0}
          max={3600}
          value={leastArcsec}
          onChange={value => state.changeLeastArcsec(Math.max(0, Number(value) || 0))}
        />
      )}
    </div>
  );
}
