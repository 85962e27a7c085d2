import '@mantine/core/styles/Tabs.css';
import { Tabs } from '@mantine/core';
import { IconChartDots3 } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { AnswersPanel } from './AnswersPanel.tsx';
import { AttentionPanel } from './AttentionPanel.tsx';
import { FeatureMapsPanel } from './FeatureMapsPanel.tsx';
import { FiltersPanel } from './FiltersPanel.tsx';
import classes from './NetworkRoom.module.css';
import type { NetworkStore } from './networkStore.ts';
import { OcclusionPanel } from './OcclusionPanel.tsx';

interface NetworkRoomProps {
  store: NetworkStore;
  /** Opens the choice of weights, where the app has one. */
  onChooseWeights?(): void;
}

const views = [
  { name: 'answers', title: 'Answers' },
  { name: 'occlusion', title: 'Occlusion' },
  { name: 'attention', title: 'Attention' },
  { name: 'maps', title: 'Feature maps' },
  { name: 'filters', title: 'Filters' },
] as const;

type ViewName = (typeof views)[number]['name'];

/** What the network says of the selected galaxy, what it looks at, and what it is made of. */
export function NetworkRoom({ store, onChooseWeights }: NetworkRoomProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const row = useStore(session.selection, s => s.row);
  const [view, setView] = useState<ViewName>('answers');
  const nothing = !catalogue
    ? 'Open a catalogue in the Data room to see what the network says of its galaxies.'
    : row === null && view !== 'filters'
      ? 'Select a galaxy on the map to see what the network says of it.'
      : null;
  return (
    <section className={room.room} aria-labelledby="network-title">
      <header className={room.header}>
        <h2 id="network-title" className={room.title}>
          What the network says
        </h2>
      </header>
      <Tabs
        value={view}
        onChange={value => setView(value as ViewName)}
        keepMounted={false}
        classNames={{ tab: classes.tab, panel: classes.panel }}
      >
        <Tabs.List>
          {views.map(({ name, title }) => (
            <Tabs.Tab key={name} value={name}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view}>
          {nothing ? (
            <EmptyState icon={<IconChartDots3 size={20} />}>{nothing}</EmptyState>
          ) : view === 'answers' ? (
            <AnswersPanel store={store} onChooseWeights={onChooseWeights} />
          ) : view === 'occlusion' ? (
            <OcclusionPanel store={store} onChooseWeights={onChooseWeights} />
          ) : view === 'attention' ? (
            <AttentionPanel store={store} onChooseWeights={onChooseWeights} />
          ) : view === 'maps' ? (
            <FeatureMapsPanel store={store} />
          ) : (
            <FiltersPanel store={store} />
          )}
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
