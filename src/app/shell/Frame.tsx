import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { AddingStore } from '../../features/ingest/adding/addingStore.ts';
import { DropVeil } from '../../features/ingest/DropVeil.tsx';
import type { PlacedFile } from '../../features/ingest/sourceOf.ts';
import { MapPair } from '../../features/map/pair/MapPair.tsx';
import { useSession } from '../../session/SessionContext.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import type { House } from '../house.ts';
import { listenForKeys } from '../keys/keys.ts';
import { afterFirstMap, markMapDrawn } from '../milestones.ts';
import { roomNamed } from '../rooms.ts';
import { StatusBar } from '../status/StatusBar.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Floating } from './Floating.tsx';
import styles from './Frame.module.css';
import { Rail } from './Rail.tsx';
import { RoomPanel } from './RoomPanel.tsx';
import { SelectionPlace } from './SelectionPlace.tsx';

const SearchBox = lazyPart('The search', async () => {
  await afterFirstMap();
  return (await import('../search/SearchBox.tsx')).SearchBox;
});
const Palette = lazyPart('The list of all actions', async () => (await import('./Palette.tsx')).Palette);
const KeysHelp = lazyPart('The list of keys', async () => (await import('../keys/KeysHelp.tsx')).KeysHelp);
const Models = lazyPart('The list of models', async () => (await import('./Models.tsx')).Models);

const AddOrOpen = lazyPart(
  'The question where the galaxies belong',
  async () => (await import('../../features/ingest/adding/AddOrOpen.tsx')).AddOrOpen,
);
const ContactSheet = lazyPart(
  'The contact sheet',
  async () => (await import('../../features/map/sheet/ContactSheet.tsx')).ContactSheet,
);

/** The frame of the page: rail, map, room panel, status bar. The map never goes away. */
export function Frame({ house }: { house: House }) {
  const roomOpen = useStore(house.view, v => v.room !== null);
  const isWide = useStore(house.view, v => roomNamed(v.room)?.isWide === true);
  const under = useStore(house.session.preferences, p => p.tableUnderMap) && isWide;
  const keysShown = useStore(house.view, v => v.keysShown);
  const paletteShown = useStore(house.view, v => v.paletteShown);
  const modelsShown = useStore(house.view, v => v.modelsShown);
  useEffect(() => listenForKeys(house.session, house.view, document), [house]);
  return (
    <div className={styles.frame} data-room={roomOpen || undefined} data-under={under || undefined}>
      <Rail view={house.view} />
      <main className={styles.map} aria-label="Map of the catalogue">
        <ErrorBoundary what="The map">
          <MapPair
            store={house.map}
            fetchThumbnails={house.fetchThumbnails}
            provenance={house.provenanceNotes}
            onDrawn={markMapDrawn}
            onOpen={() => house.view.getState().enter('data')}
          />
        </ErrorBoundary>
        <FirstSight />
        <SearchBox onPalette={() => house.view.getState().showPalette(true)} />
        <SelectionPlace house={house} />
        <Floating house={house} />
      </main>
      <RoomPanel house={house} underMap={under} />
      <StatusBar house={house} />
      {keysShown && (
        <ErrorBoundary what="The list of keys">
          <KeysHelp view={house.view} />
        </ErrorBoundary>
      )}
      {paletteShown && (
        <ErrorBoundary what="The list of all actions">
          <Palette house={house} />
        </ErrorBoundary>
      )}
      {modelsShown && (
        <ErrorBoundary what="The list of models">
          <Models house={house} />
        </ErrorBoundary>
      )}
      <Drops house={house} />
    </div>
  );
}

/** What is dropped anywhere: opened, or added to the open catalogue where the person says so. */
function Drops({ house }: { house: House }) {
  const [adding, setAdding] = useState<AddingStore | null>(null);
  const take = useCallback(
    (files: PlacedFile[]) => {
      house.openAdding().then(
        store => {
          setAdding(store);
          void store.getState().take(files);
        },
        () => {}, // a part of the app that does not load is told by itself
      );
    },
    [house],
  );
  return (
    <>
      <DropVeil store={house.ingest} onFiles={take} onImage={house.askWithImage} />
      {adding && (
        <ErrorBoundary what="The question where the galaxies belong">
          <AddOrOpen store={adding} />
        </ErrorBoundary>
      )}
    </>
  );
}

/** The galaxies of a catalogue that has no map yet; they stay until they have flown to their places on it. */
function FirstSight() {
  const { catalogue: store, positions } = useSession();
  const catalogue = useStore(store, c => c.catalogue);
  const hasMap = useStore(positions, p => p.positions !== null);
  const [shown, setShown] = useState<OpenedCatalogue | null>(null);
  const without = catalogue?.hasImages && !catalogue.positions && !hasMap;
  if (without && shown !== catalogue) setShown(catalogue);
  if (!catalogue || shown !== catalogue) return null;
  return <ContactSheet key={catalogue.handle} catalogue={catalogue} onGone={() => setShown(null)} />;
}
