import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import room from '../../ui/room.module.css';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { ClusterCards } from './cards/ClusterCards.tsx';
import { ClusterTree } from './cards/ClusterTree.tsx';
import { kindWords, votesNote } from './choose/clusterChoice.ts';
import type { ClustersStore } from './clustersStore.ts';
import type { ShownClustering } from './shown/shownClustering.ts';

const views = [
  { value: 'cards', label: 'Clusters' },
  { value: 'tree', label: 'Tree' },
] as const;

/** A clustering: where it comes from, and its views. */
export function ClusteringOnShow({
  store,
  clustering,
}: {
  store: ClustersStore;
  clustering: ShownClustering;
}) {
  const [view, setView] = useState<(typeof views)[number]['value']>('cards');
  const { kind, source, card } = clustering;
  const note = kind === 'network' ? votesNote(source.weights) : null;
  return (
    <>
      <p className={room.note}>
        {kindWords[kind].label} of {formatGalaxies(source.count)}: {source.words}, {source.catalogue}.
        {note && ` ${note}`}
        {card && ` ${card}`}
      </p>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="View"
        data={[...views]}
        value={view}
        onChange={value => setView(value as typeof view)}
      />
      {view === 'cards' && (
        <ClusterCards
          clustering={clustering}
          shown={store.shown}
          explained={store.explained}
          paint={store.paint}
        />
      )}
      {view === 'tree' && <ClusterTree clustering={clustering} shown={store.shown} />}
    </>
  );
}
