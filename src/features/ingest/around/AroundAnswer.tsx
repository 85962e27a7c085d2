import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { readPlacesFile, type SkyList } from '../../../data/cutouts/skyList.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { readTableToJoin, takeJoinedTable } from '../../../session/tables/tableJoining.ts';
import room from '../../../ui/room.module.css';
import { FirstMatches } from '../../../ui/tables/FirstMatches.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { AroundStore } from './aroundStore.ts';

interface AroundAnswerProps {
  store: AroundStore;
  open(source: CatalogueSource): Promise<void>;
  onPlaces(list: SkyList): void;
}

type ReadTable = Awaited<ReturnType<typeof readTableToJoin>>;

/** What a catalogue of the sky answered, and what can be made of it. */
export function AroundAnswer({ store, open, onPlaces }: AroundAnswerProps) {
  const session = useSession();
  const found = useStore(store, s => s.found);
  const hasGalaxies = useStore(session.catalogue, s => s.catalogue !== null && !s.catalogue.simulated);
  const [joining, setJoining] = useState<{ of: File; table: ReadTable } | null>(null);
  const [told, setTold] = useState<{ of: File; sentence: string } | null>(null);
  if (!found) return null;
  const { question, answer } = found;
  const { service } = question;
  if (!answer) {
    return (
      <p className={room.note} role="status">
        {service.title} knows nothing there: a wider circle or another catalogue may.
      </p>
    );
  }
  const { file, rowCount, columns, isCut } = answer;
  const name = file.name.replace(/\.vot$/, '');
  const tell = (sentence: string) => setTold({ of: file, sentence });
  return (
    <div className={room.part}>
      <p className={room.note} role="status">
        {formatCount(rowCount)} {rowCount === 1 ? 'row' : 'rows'}, with {columns.join(', ')}.
        {isCut && ' There are more: ask for more rows or a smaller circle.'}
      </p>
      <div className={room.line}>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void open({ kind: 'table', name, file, credit: service.credit })}
        >
          Open as galaxies
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => readPlacesFile(file).then(onPlaces, error => tell(sentenceOf(error)))}
        >
          See them as cutouts
        </Button>
        {hasGalaxies && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              readTableToJoin(session, file).then(
                table => setJoining({ of: file, table }),
                error => tell(sentenceOf(error)),
              )
            }
          >
            Join to the open galaxies
          </Button>
        )}
      </div>
      {joining?.of === file && (
        <FirstMatches
          table={joining.table}
          onTake={joined => {
            tell(takeJoinedTable(session, joining.table, joined));
            setJoining(null);
          }}
          onLeave={() => setJoining(null)}
        />
      )}
      {told?.of === file && (
        <p className={room.note} role="status">
          {told.sentence}
        </p>
      )}
    </div>
  );
}
