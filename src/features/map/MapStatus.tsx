import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type Job, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { formatCount } from '../../ui/quantity.ts';
import classes from './MapStatus.module.css';
import type { MapStore } from './mapStore.ts';

export interface MapStatusProps {
  store: MapStore;
  /** Why nothing can be drawn on this machine, if so. */
  failure: string | null;
  /** Opens the choice of a catalogue. */
  onOpen?: () => void;
}

/** What the map has to say about itself: nothing yet, working, settling, failed. A finished map says nothing. */
export function MapStatus({ store, failure, onOpen }: MapStatusProps) {
  const session = useSession();
  const open = useStore(session.catalogue, s => s.catalogue !== null);
  const hasMap = useStore(session.positions, s => s.positions !== null);
  const settling = useStore(session.positions, s => s.settling);
  const job = useStore(session.jobs, s => s.jobs.find(each => each.outcome === 'running'));
  const map = useStore(store);

  if (failure)
    return (
      <Middle>
        <EmptyState tone="problem">{failure}</EmptyState>
      </Middle>
    ); // prettier than a black square
  if (hasMap) {
    if (settling)
      return (
        <p className={classes.pill} data-pulse role="status">
          settling{job && share(job)}
        </p>
      );
    if (map.stage !== 'failed' && map.stage !== 'stopped') return null;
    return (
      <p className={classes.pill} role="status">
        {map.stage === 'failed' ? 'The map could not be drawn anew.' : 'The map was stopped as it is.'}
        <Redraw store={store} />
      </p>
    );
  }
  if (!open && !job) {
    const action = onOpen && <Button onClick={onOpen}>Open a catalogue</Button>;
    return (
      <Middle>
        <EmptyState action={action}>
          Open a catalogue, or drop a folder of images here, to see its galaxies as a map.
        </EmptyState>
      </Middle>
    );
  }
  if (map.stage === 'failed') {
    return (
      <Middle>
        <EmptyState tone="problem" action={<Redraw store={store} />}>
          The map could not be drawn: {map.failure}
        </EmptyState>
      </Middle>
    );
  }
  if (job)
    return (
      <Middle>
        <Working job={job} />
      </Middle>
    );
  if (map.stage === 'stopped') {
    return (
      <Middle>
        <EmptyState action={<Redraw store={store} />}>
          The map was stopped before a galaxy had its place.
        </EmptyState>
      </Middle>
    );
  }
  return (
    <Middle>
      <EmptyState>These galaxies have no map yet: a network has to look at them first.</EmptyState>
    </Middle>
  );
}

function Middle({ children }: { children: ReactNode }) {
  return <div className={classes.middle}>{children}</div>;
}

function Redraw({ store }: { store: MapStore }) {
  return (
    <Button variant="default" onClick={() => store.getState().redraw()}>
      Draw map
    </Button>
  );
}

/** The first sample on its way: what is being done, how far it is, how long it takes. */
function Working({ job }: { job: Job }) {
  const { progress } = job;
  const left = secondsLeft(job);
  const known = progress && progress.total > 0;
  return (
    <div className={classes.working} role="status">
      <p>{progress?.phase ?? job.title}</p>
      <Progress
        value={known ? (100 * progress.done) / progress.total : 100}
        animated={!known}
        size="sm"
        aria-label={job.title}
      />
      <p className={classes.numbers}>
        <span>
          {known
            ? `${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`
            : 'starting'}
        </span>
        {left !== undefined && <span>{Math.ceil(left)} s left</span>}
      </p>
    </div>
  );
}

function share({ progress }: Job): string {
  return progress && progress.total > 0 ? ` ${Math.floor((100 * progress.done) / progress.total)} %` : '';
}
