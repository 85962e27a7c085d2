import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import room from '../../ui/room.module.css';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { AskCatalogue } from './AskCatalogue.tsx';
import { ClusteringVerbs } from './ClusteringVerbs.tsx';
import { ClusterCards } from './cards/ClusterCards.tsx';
import { ClusterTree } from './cards/ClusterTree.tsx';
import { kindWords, votesNote } from './choose/clusterChoice.ts';
import type { ClustersStore } from './clustersStore.ts';
import { GenerateView } from './generate/GenerateView.tsx';
import { JudgeView } from './judge/JudgeView.tsx';
import type { ShownClustering } from './shown/shownClustering.ts';

const views = [
  { value: 'cards', label: 'Clusters' },
  { value: 'tree', label: 'Tree' },
  { value: 'generate', label: 'Generate' },
  { value: 'judge', label: 'Judge' },
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
        {kindWords[kind].label}: {formatGalaxies(source.count)} of {source.catalogue} ({source.words}).
        {note && ` ${note}`}
        {card && ` ${card}`}
      </p>
      <AskCatalogue store={store} clustering={clustering} />
      <div className={room.line}>
        <ClusteringVerbs store={store} />
      </div>
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
      {view === 'generate' && (
        <GenerateView clustering={clustering} shown={store.shown} painter={store.painter} />
      )}
      {view === 'judge' && <JudgeView judge={store.judge} shown={store.shown} runs={store.runs} />}
      {view === 'tree' && <ClusterTree clustering={clustering} shown={store.shown} />}
    </>
  );
}
