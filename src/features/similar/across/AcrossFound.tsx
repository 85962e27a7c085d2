import { Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import { createImageCache } from '../../../session/images.ts';
import { createHoveredStore } from '../../../session/map/hovered.ts';
import { SessionProvider, useSession } from '../../../session/SessionContext.tsx';
import type { SecondCatalogue } from '../../../session/secondCatalogue.ts';
import type { Session } from '../../../session/session.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { separationsArcsec } from '../asking/separations.ts';
import { NeighbourGrid } from '../NeighbourGrid.tsx';
import { distancePhrase, farSentence, typicalPhrase } from '../phrases.ts';
import { type AcrossParts, createAcrossStore } from './acrossStore.ts';

interface AcrossFoundProps extends Pick<AcrossParts, 'similar' | 'search'> {
  /** Images of an open catalogue. */
  images: IngestWorker['images'];
}

/** The galaxies of the second catalogue nearest to what is asked about; a click copies an id, since the map shows another sky. */
export function AcrossFound({ similar, search, images }: AcrossFoundProps) {
  const session = useSession();
  const [store] = useState(() => createAcrossStore({ session, similar, search }));
  useEffect(() => () => store.getState().end(), [store]);
  const { answer, working, failure } = useStore(store);
  const second = useStore(session.second, s => s.second);
  const here = useStore(session.catalogue, s => s.catalogue);
  const there = useMemo(() => second && sessionOf(second, session, images), [second, session, images]);
  useEffect(() => () => there?.images.reset(null), [there]);
  if (failure) return <EmptyState icon={<IconAlertTriangle size={20} />}>{failure}</EmptyState>;
  if (!second || !there) return null;
  const { catalogue } = second;
  const far = answer && farSentence(answer.neighbours);
  function copy(row: number): void {
    const id = catalogue.ids.at(row) ?? '';
    navigator.clipboard.writeText(id).then(
      () => session.notices.getState().say(`${id} was copied.`),
      () => session.notices.getState().complain(`The id could not be copied: it is ${id}.`),
    );
  }
  return (
    <>
      <p className={room.note} role="status">
        {working && <Loader size={12} aria-hidden="true" />} Among {formatGalaxies(catalogue.rowCount)} of{' '}
        {catalogue.name}
        {catalogue.simulated && ' (simulated)'}
        {answer && answer.neighbours.rows.length > 0 && (
          <>
            . Nearest: {distancePhrase(answer.neighbours.distances[0])}
            {typicalPhrase(answer.neighbours)}
          </>
        )}
        . A click copies the id.
      </p>
      {far && <p className={room.note}>{far}</p>}
      {answer && (
        <SessionProvider session={there}>
          <NeighbourGrid
            answer={answer}
            separations={here && separationsArcsec(answer, catalogue, here)}
            catalogue={catalogue}
            dimmed={working}
            onChoose={copy}
          />
        </SessionProvider>
      )}
    </>
  );
}

/** The session as the second catalogue's galaxies see it: its own pictures, and nobody on the map lights up. */
function sessionOf(
  { catalogue }: SecondCatalogue,
  session: Session,
  fetchImages: IngestWorker['images'],
): Session {
  const images = createImageCache();
  images.reset(catalogue.hasImages ? rows => fetchImages(catalogue.handle, rows) : null);
  const own = createStore<ReturnType<Session['catalogue']['getState']>>(() => ({
    catalogue,
    rowOf: id => catalogue.ids.find(id),
    replace: () => undefined,
  }));
  return { ...session, catalogue: own, images, hovered: createHoveredStore() };
}
