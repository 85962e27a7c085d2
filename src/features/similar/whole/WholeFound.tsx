import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import type { SurveyNeighbour } from '../../../contracts/survey.ts';
import { SessionProvider, useSession } from '../../../session/SessionContext.tsx';
import type { Session } from '../../../session/session.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { sizeText } from '../../../ui/text/sizeText.ts';
import { NeighbourGrid } from '../NeighbourGrid.tsx';
import { distancePhrase } from '../phrases.ts';
import type { SimilarStore } from '../similarState.ts';
import { recallWords } from './listChoice.ts';
import { createSurveyClient, type SurveyClient } from './surveyClient.ts';
import { surveySession } from './surveyPictures.ts';
import { WalkedGalaxy } from './WalkedGalaxy.tsx';
import { createWholeStore, type WholeAnswer } from './wholeStore.ts';

const clients = new WeakMap<Session, SurveyClient>(); // what a worker has read stays while another room is open

function clientOf(session: Session): SurveyClient {
  const client = clients.get(session) ?? createSurveyClient();
  clients.set(session, client);
  return client;
}

interface WholeFoundProps {
  similar: SimilarStore;
  /** Images of an open catalogue. */
  images: IngestWorker['images'];
}

/** The galaxies of the whole survey nearest to what is asked about; a click asks about one of them, loaded or not. */
export function WholeFound({ similar, images }: WholeFoundProps) {
  const session = useSession();
  const client = clientOf(session);
  const [store] = useState(() => createWholeStore({ session, similar, client }));
  useEffect(() => () => store.getState().end(), [store]);
  const { answer, working, failure, walked, more, moveOn, back, askAgain } = useStore(store);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const there = useMemo(
    () => catalogue && surveySession(session, catalogue, client, images),
    [catalogue, session, client, images],
  );
  useEffect(() => () => there?.images.reset(null), [there]);
  if (!catalogue?.tiled || !there) return null;
  there.note([...(answer?.neighbours ?? []), ...(walked ? [walked] : [])]); // before their pictures are asked for
  return (
    <SessionProvider session={there}>
      {walked && <WalkedGalaxy galaxy={walked} survey={catalogue.tiled} session={session} onBack={back} />}
      {failure ? (
        <EmptyState
          tone="problem"
          icon={<IconAlertTriangle size={20} />}
          action={
            <Button variant="default" size="xs" onClick={askAgain}>
              Search again
            </Button>
          }
        >
          {failure}
        </EmptyState>
      ) : (
        <p className={room.note} role="status">
          {working && <Loader size={12} aria-hidden="true" />} {statusWords(answer, catalogue.tiled.rowCount)}
        </p>
      )}
      {answer && !failure && (
        <>
          <Nearest answer={answer} dimmed={working} onChoose={moveOn} />
          {answer.lists < answer.of.lists.count && (
            <Button variant="default" size="xs" disabled={working} onClick={more}>
              More lists
            </Button>
          )}
        </>
      )}
    </SessionProvider>
  );
}

/** What was searched, how far the nearest is, and what it took to read it. */
function statusWords(answer: WholeAnswer | null, galaxies: number): string {
  if (!answer) return `Searching ${formatGalaxies(galaxies)} where they are hosted`;
  const nearest = answer.neighbours.at(0);
  const read = answer.bytes > 0 ? `${sizeText(answer.bytes)} read` : 'nothing had to be read';
  return [
    `Among ${formatGalaxies(answer.of.rowCount)}: ${recallWords(answer.of, answer.lists)}; ${read}.`,
    nearest && `Nearest: ${distancePhrase(nearest.distance)} (Euclidean).`,
  ]
    .filter(Boolean)
    .join(' ');
}

interface NearestProps {
  answer: WholeAnswer;
  dimmed: boolean;
  onChoose(neighbour: SurveyNeighbour): void;
}

function Nearest({ answer, dimmed, onChoose }: NearestProps) {
  const { neighbours, query } = answer;
  const byRow = new Map(neighbours.map(neighbour => [neighbour.row, neighbour]));
  return (
    <NeighbourGrid
      answer={{
        query,
        neighbours: {
          rows: Uint32Array.from(neighbours, ({ row }) => row),
          distances: Float64Array.from(neighbours, ({ distance }) => distance),
          typicalDistance: Number.NaN,
        },
      }}
      separations={null}
      catalogue={{ ids: { at: row => byRow.get(row)?.id ?? '' } }}
      dimmed={dimmed}
      onChoose={row => {
        const neighbour = byRow.get(row);
        if (neighbour) onChoose(neighbour);
      }}
    />
  );
}
