import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/Switch.css';
import { Button, SegmentedControl, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ImportButton, SearchFiles } from '../searches/RatingFiles.tsx';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { interestColumnNames, interestSource, nameOf } from './interestColumns.ts';
import { RankedList } from './RankedList.tsx';
import classes from './RankedPanel.module.css';
import { type ListName, rankedRows } from './rankedRows.ts';

interface RankedPanelProps {
  store: AnomaliesStore;
  catalogue: OpenedCatalogue;
}

/** Every galaxy by expected interest, the map's colours, import and export. */
export function RankedPanel({ store, catalogue }: RankedPanelProps) {
  const { learnt, unusual, searchRows } = useStore(store);
  const [list, setList] = useState<ListName>('ranked');
  const [hideRated, setHideRated] = useState(false);
  const { rows, by } = useMemo(
    () => rankedRows(list, learnt, unusual, searchRows, hideRated),
    [list, learnt, unusual, searchRows, hideRated],
  );
  return (
    <section className={classes.panel} aria-label="Ranking">
      <MapColours />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="List"
        data={[
          { value: 'ranked', label: 'All by interest' },
          { value: 'far', label: 'Far from rated' },
        ]}
        value={list}
        onChange={value => setList(value as ListName)}
      />
      <p className={classes.note}>{noteOf(list, by)}</p>
      {rows.length > 0 ? (
        <RankedList {...{ store, catalogue, rows, by }} label={labels[list]} />
      ) : (
        <div className={classes.empty}>
          <EmptyState>{list === 'far' ? nothingFar : nothingRanked}</EmptyState>
        </div>
      )}
      <div className={classes.actions}>
        <Switch
          size="xs"
          label="Hide rated"
          checked={hideRated}
          onChange={event => setHideRated(event.currentTarget.checked)}
        />
        <div className={classes.files}>
          <ImportButton store={store} />
          <SearchFiles store={store} />
        </div>
      </div>
    </section>
  );
}

const labels: Record<ListName, string> = {
  ranked: 'Ranked galaxies',
  far: 'Galaxies far from everything rated',
};
const nothingFar = 'Rate a few galaxies to see what the model values far from all of them.';
const nothingRanked = 'Galaxies are listed here, the best first, as soon as they are ranked.';

function noteOf(list: ListName, by: 'interest' | 'unusual' | 'nothing'): string {
  if (list === 'far') {
    return 'What the model values most among galaxies unlike any you rated: guesses, where a rating teaches most.';
  }
  if (by === 'unusual') return 'By how unusual they are, not yet by your interest: rate a few.';
  if (by === 'nothing') return 'In the catalogue’s order: there is nothing to rank by until you rate.';
  return 'By expected interest; where you have rated, your rating counts.';
}

const titles = { interest: 'Interest', uncertainty: 'Uncertainty', rating: 'Ratings', unusual: 'Unusual' };

/** Buttons that colour the map by a result of the search; a second press undoes it. */
function MapColours() {
  const { columns: store } = useSession();
  const columns = useStore(store, s => s.columns);
  const painted = useStore(store, s => s.painted);
  const own = columns.filter(({ source }) => source === interestSource).map(({ name }) => name);
  return (
    <fieldset className={classes.colours} aria-label="Colour the map by">
      <span aria-hidden="true">Map by</span>
      {interestColumnNames.map(each => {
        const name = nameOf(each, columns);
        if (each === 'unusual' && !own.includes(name)) return null;
        return (
          <Button
            key={each}
            size="compact-xs"
            variant="default"
            className={classes.colour}
            disabled={!own.includes(name)}
            aria-pressed={painted === name}
            onClick={() => store.getState().paint(painted === name ? null : name)}
          >
            {titles[each]}
          </Button>
        );
      })}
    </fieldset>
  );
}
