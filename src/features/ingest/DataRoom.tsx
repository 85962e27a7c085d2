import '@mantine/core/styles/Progress.css';
import { Button, Progress as ProgressBar } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Progress } from '../../contracts/job.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { formatCount } from '../../ui/text/quantity.ts';
import { AddingPart } from './adding/AddingPart.tsx';
import type { AddingStore } from './adding/addingStore.ts';
import { ColumnList } from './ColumnList.tsx';
import classes from './DataRoom.module.css';
import type { IngestStore } from './ingestStore.ts';
import { JoinColumns } from './JoinColumns.tsx';
import { OpenButtons } from './OpenButtons.tsx';
import { type AwayPictures, OpenCatalogue } from './OpenCatalogue.tsx';
import { Recent } from './recent/Recent.tsx';
import type { RecentStore } from './recent/recentStore.ts';
import type { SampStore } from './samp/sampStore.ts';
import { SaveSession } from './sessions/SaveSession.tsx';
import { Surveys } from './surveys/Surveys.tsx';
import { UrlField } from './UrlField.tsx';

interface DataRoomProps {
  store: IngestStore;
  /** Loads the list of kept catalogues. */
  openRecent(): Promise<RecentStore>;
  /** Loads what adds galaxies to the open catalogue; without it, none can be. */
  openAdding?(): Promise<AddingStore>;
  /** Hands the person the open catalogue, with all that belongs to it, as one file. */
  saveSession(): Promise<void>;
  /** Reads pictures again that were too large to be kept. */
  awayPictures?: AwayPictures;
  /** Loads the exchange with other programs. */
  openSamp(): Promise<SampStore>;
}

/** Which catalogue is open, and how to open another. */
export function DataRoom({
  store,
  openRecent,
  openAdding,
  saveSession,
  awayPictures,
  openSamp,
}: DataRoomProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const {
    opening,
    progress,
    failure,
    source,
    open,
    openSky,
    openFiles,
    asksForMap,
    mapFromColumns,
    openPictureSet,
    previewPictureSet,
    stop,
    dismissFailure,
  } = useStore(store);
  return (
    <div className={room.room}>
      {opening && <Opening name={opening} progress={progress} onStop={stop} />}
      {failure && (
        <EmptyState
          tone="problem"
          icon={<IconAlertTriangle size={20} />}
          action={
            <Button size="xs" variant="default" onClick={dismissFailure}>
              Dismiss
            </Button>
          }
        >
          {failure} {catalogue && `${catalogue.name} stays open.`}
        </EmptyState>
      )}
      {catalogue ? (
        <OpenCatalogue
          catalogue={catalogue}
          pictureSets={
            source?.kind === 'hdf5'
              ? { onOpen: path => void openPictureSet(path), preview: previewPictureSet }
              : undefined
          }
          onMapFromColumns={asksForMap ? mapFromColumns : undefined}
          away={awayPictures}
        />
      ) : (
        !opening && <EmptyState>No catalogue is open yet. Open one of yours, or the embedded sky.</EmptyState>
      )}
      <section className={classes.open} aria-label="Open another catalogue">
        <OpenButtons onFiles={files => void openFiles(files)} />
        <p className={room.note}>
          Or drop files anywhere in the window. Several Parquet files become one catalogue; a table among
          images is joined to them. Nothing leaves this machine.
        </p>
        <UrlField onSource={found => void open(found)} />
        {source?.kind !== 'baked' && (
          <Button
            className={classes.back}
            size="xs"
            variant="default"
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => void openSky()}
          >
            Back to the embedded sky
          </Button>
        )}
      </section>
      {openAdding && <AddingPart openAdding={openAdding} />}
      <Surveys open={open} openSamp={openSamp} />
      <Recent ingest={store} openRecent={openRecent} />
      {catalogue && <SaveSession onSave={saveSession} />}
      {catalogue && <JoinColumns key={catalogue.handle} />}
      {catalogue && <ColumnList />}
    </div>
  );
}

function Opening({ name, progress, onStop }: { name: string; progress: Progress | null; onStop(): void }) {
  const known = progress !== null && progress.total > 0;
  const percent = known ? (100 * progress.done) / progress.total : 100;
  return (
    <div className={room.part}>
      <div className={classes.line} role="status">
        <span className={classes.name}>Opening {name}</span>
        {known && (
          <span className={room.note}>
            {formatCount(progress.done)} of {formatCount(progress.total)} {progress.unit}
          </span>
        )}
        <Button size="compact-xs" variant="default" onClick={onStop}>
          Stop
        </Button>
      </div>
      <ProgressBar size="xs" value={percent} animated={!known} aria-label={`Opening ${name}`} />
    </div>
  );
}
