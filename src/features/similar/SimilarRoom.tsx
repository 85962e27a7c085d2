import { Button } from '@mantine/core';
import { IconAdjustments, IconAlertTriangle, IconCircles } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { IngestWorker, OpenedCatalogue } from '../../contracts/ingest.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Representation } from '../../session/representation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import room from '../../ui/room.module.css';
import { isPart } from '../../ui/text/catalogueCount.ts';
import { separationsArcsec } from './asking/separations.ts';
import { ImageQueryZone } from './ImageQueryZone.tsx';
import { NeighbourGrid, PlaceholderGrid } from './NeighbourGrid.tsx';
import { QueryLine } from './QueryLine.tsx';
import { SearchStatus } from './SearchStatus.tsx';
import classes from './SimilarRoom.module.css';
import type { SearchClient } from './searchClient.ts';
import { searchObstacle } from './searchObstacle.ts';
import type { SimilarState, SimilarStore } from './similarState.ts';

/** Loaded when first shown: the first visit draws its neighbours sooner. */
const AnswerActions = lazyPart(
  'Export of the neighbours',
  async () => (await import('./AnswerActions.tsx')).AnswerActions,
  <div className={classes.actions} />,
);
const SearchPlace = lazyPart(
  'The choice of a catalogue',
  async () => (await import('./across/SearchPlace.tsx')).SearchPlace,
);
const AcrossFound = lazyPart(
  'The search in another catalogue',
  async () => (await import('./across/AcrossFound.tsx')).AcrossFound,
);
const WholePlace = lazyPart(
  'The choice between sample and survey',
  async () => (await import('./whole/WholePlace.tsx')).WholePlace,
);
const WholeFound = lazyPart(
  'The search of the whole survey',
  async () => (await import('./whole/WholeFound.tsx')).WholeFound,
);
const SearchSettings = lazyPart(
  'The settings of the search',
  async () => (await import('./SearchSettings.tsx')).SearchSettings,
);

interface SimilarRoomProps {
  store: SimilarStore;
  /** Searches a second open catalogue. */
  searchSecond: SearchClient;
  /** Images of an open catalogue. */
  images: IngestWorker['images'];
  /** Lets the second catalogue go. */
  onCloseSecond(): void;
  /** Where what is on screen comes from, for the file of neighbours. */
  provenance: HouseServices['provenanceNotes'];
}

/** The galaxies nearest to the selected one, or to an image from outside. */
export function SimilarRoom({ store, searchSecond, images, onCloseSecond, provenance }: SimilarRoomProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const representation = useStore(session.representation, s => s.representation);
  const state = useStore(store);
  const second = useStore(session.second, s => s.second !== null);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const isSurvey = catalogue !== null && isPart(catalogue);
  const obstacle = searchObstacle(state.query, catalogue, representation);
  return (
    <section className={room.room} aria-labelledby="similar-title">
      <header className={room.header}>
        <h2 id="similar-title" className={room.title}>
          Nearest galaxies
        </h2>
        <Button
          className={room.end}
          variant="default"
          size="compact-xs"
          leftSection={<IconAdjustments size={14} />}
          aria-expanded={settingsOpen}
          disabled={!representation}
          onClick={() => setSettingsOpen(!settingsOpen)}
        >
          Adjust search
        </Button>
      </header>
      {settingsOpen && representation && (
        <SearchSettings store={store} available={representation.components.columns} />
      )}
      <QueryLine store={store} catalogue={catalogue} />
      {second && <SearchPlace store={store} onClose={onCloseSecond} />}
      {isSurvey && !state.across && <WholePlace store={store} />}
      {second && state.across ? (
        <AcrossFound similar={store} search={searchSecond} images={images} />
      ) : isSurvey && state.whole ? (
        <WholeFound similar={store} images={images} />
      ) : obstacle ? (
        <EmptyState icon={<IconCircles size={20} />}>{obstacle}</EmptyState>
      ) : (
        catalogue && representation && <Found {...{ state, catalogue, representation, provenance }} />
      )}
      {representation && (
        <ImageQueryZone
          onImage={state.askWithImage}
          onRefused={sentence => session.notices.getState().complain(sentence)}
        />
      )}
    </section>
  );
}

interface FoundProps extends Pick<SimilarRoomProps, 'provenance'> {
  state: SimilarState;
  catalogue: OpenedCatalogue;
  representation: Representation;
}

function Found({ state, catalogue, representation, provenance }: FoundProps) {
  const { answer, failure, query, working } = state;
  const { preferences } = useSession();
  const neighbours = useStore(preferences, s => s.neighbours);
  if (failure) {
    return (
      <EmptyState
        tone="problem"
        icon={<IconAlertTriangle size={20} />}
        action={
          <Button variant="default" size="xs" onClick={state.askAgain}>
            Search again
          </Button>
        }
      >
        The search failed: {failure}
      </EmptyState>
    );
  }
  return (
    <>
      <SearchStatus state={state} galaxies={catalogue.rowCount} embedded={representation.rows.length} />
      {!answer && working && <PlaceholderGrid count={Math.min(neighbours, catalogue.rowCount - 1)} />}
      {answer && (
        <NeighbourGrid
          answer={answer}
          separations={separationsArcsec(answer, catalogue)}
          catalogue={catalogue}
          dimmed={working !== null || answer.query !== query}
          onChoose={state.moveOn}
        />
      )}
      {answer && answer.neighbours.rows.length > 0 && (
        <AnswerActions {...{ state, answer, catalogue, representation, provenance }} />
      )}
    </>
  );
}
