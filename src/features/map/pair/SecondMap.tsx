import { useEffect, useMemo } from 'react';
import { createStore } from 'zustand/vanilla';
import { wordsOfMap } from '../../../session/map/layoutWords.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import { SessionProvider, useSession } from '../../../session/SessionContext.tsx';
import { MapView, type MapViewProps } from '../MapView.tsx';
import type { MapStore } from '../mapStore.ts';
import classes from './MapPair.module.css';
import { sessionOfSecond } from './secondSession.ts';

interface SecondMapProps extends Pick<MapViewProps, 'fetchThumbnails' | 'provenance'> {
  map: DrawnMap;
}

/** Another map of the same galaxies, with the same selection, colours and filters. */
export function SecondMap({ map, fetchThumbnails, provenance }: SecondMapProps) {
  const session = useSession();
  const own = useMemo(() => sessionOfSecond(session, map), [session, map]);
  const store = useMemo(() => settledStore(map), [map]);
  const { putBeside } = session.maps.getState();
  useEffect(
    () =>
      session.catalogue.subscribe((now, before) => {
        if (now.catalogue !== before.catalogue) putBeside(null); // its rows are other galaxies now
      }),
    [session, putBeside],
  );
  return (
    <SessionProvider session={own}>
      <MapView
        store={store}
        fetchThumbnails={fetchThumbnails}
        provenance={provenance}
        onClose={() => putBeside(null)}
      />
      <p className={classes.title}>{wordsOfMap(map)}</p>
    </SessionProvider>
  );
}

/** The store of a map on which nothing is drawn any more. */
function settledStore({ neighbourRecall }: DrawnMap): MapStore {
  const nothing = () => undefined;
  return createStore(() => ({
    stage: 'done',
    jobId: null,
    failure: null,
    neighbourRecall,
    redraw: nothing,
    draw: nothing,
    show: nothing,
    enough: nothing,
    end: nothing,
  }));
}
