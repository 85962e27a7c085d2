import { ActionIcon, Button } from '@mantine/core';
import { IconAdjustments, IconAlertTriangle, IconPlus, IconSparkles } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PeopleStore } from '../../session/people/peopleState.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { PeopleFold } from '../../ui/people/PeopleFold.tsx';
import room from '../../ui/room.module.css';
import { isPart } from '../../ui/text/catalogueCount.ts';
import { RatingCard } from './queue/RatingCard.tsx';
import { useRatingKeys } from './queue/useRatingKeys.ts';
import { FoundOddities } from './ranking/FoundOddities.tsx';
import { ModelSettings } from './ranking/ModelSettings.tsx';
import { ProgressStrip } from './ranking/ProgressStrip.tsx';
import { RankedPanel } from './ranking/RankedPanel.tsx';
import { ReadOn } from './ranking/ReadOn.tsx';
import { SearchMenu } from './searches/SearchMenu.tsx';
import { StartForm } from './searches/StartForm.tsx';
import type { AnomaliesStore } from './state/anomaliesState.ts';
import { nothingToRankSentence, partialSentence } from './state/phrases.ts';

const AnomaliesPeople = lazyPart(
  'The people',
  async () => (await import('./AnomaliesPeople.tsx')).AnomaliesPeople,
);

interface AnomaliesRoomProps {
  store: AnomaliesStore;
  /** What other people rated in the current search. */
  people: PeopleStore;
  /** Reads galaxies of the survey of which the open catalogue is a part, where some lie. Never rejects. */
  readAbout(rows: Uint32Array): Promise<void>;
}

/** The room: a person rates a few galaxies and is shown the ones they care about. */
export function AnomaliesRoom({ store, people, readAbout }: AnomaliesRoomProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const representation = useStore(session.representation, s => s.representation);
  const current = useStore(session.labels, s => s.current);
  const reading = useStore(session.labels, s => s.reading);
  const saved = useStore(session.labels, s => s.saved);
  const others = useStore(people, s => s.others.length);
  const [beginning, setBeginning] = useState(false);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const form = beginning || !current;
  useRatingKeys(store, !form);
  useEffect(() => {
    store.getState().enter();
    return () => store.getState().leave();
  }, [store]);

  const waiting = nothingToRankSentence(catalogue?.rowCount ?? null, representation?.rows.length ?? null);
  if (waiting || !catalogue || !representation) {
    return (
      <section className={room.room} aria-label="Search by interest">
        <EmptyState icon={<IconSparkles size={20} />}>{waiting}</EmptyState>
      </section>
    );
  }
  return (
    <section className={room.room} aria-label="Search by interest">
      <header className={room.header}>
        {current && <SearchMenu store={store} current={current} />}
        {current && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={14} />}
            aria-expanded={form}
            onClick={() => setBeginning(!beginning)}
          >
            New search
          </Button>
        )}
        {current && (
          <ActionIcon
            className={room.end}
            aria-label="Adjust the model"
            title="Adjust the model"
            aria-expanded={settingsOpen}
            onClick={() => setSettingsOpen(!settingsOpen)}
          >
            <IconAdjustments size={16} />
          </ActionIcon>
        )}
      </header>
      {typeof saved === 'object' && (
        <EmptyState tone="problem" icon={<IconAlertTriangle size={20} />}>
          {saved.failure}
        </EmptyState>
      )}
      {!representation.complete && (
        <p className={room.note}>{partialSentence(representation.rows.length, catalogue.rowCount)}</p>
      )}
      {reading && !current && (
        <EmptyState icon={<IconSparkles size={20} />}>Reading your searches …</EmptyState>
      )}
      {form && !(reading && !current) && (
        <StartForm store={store} onCancel={current ? () => setBeginning(false) : undefined} />
      )}
      {current && !form && (
        <>
          {settingsOpen && <ModelSettings store={store} />}
          <RatingCard store={store} catalogue={catalogue} />
          <ProgressStrip store={store} />
          <RankedPanel store={store} catalogue={catalogue} />
          {catalogue.tiled && isPart(catalogue) && <ReadOn {...{ store, catalogue, readAbout }} />}
          <FoundOddities store={store} />
          <PeopleFold others={others}>
            <AnomaliesPeople key={current.key} people={people} />
          </PeopleFold>
        </>
      )}
    </section>
  );
}
