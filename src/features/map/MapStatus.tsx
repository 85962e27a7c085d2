import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type Job, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { durationText } from '../../ui/text/durationText.ts';
import { formatCount, formatPercent } from '../../ui/text/quantity.ts';
import classes from './MapStatus.module.css';
import type { MapStore } from './mapStore.ts';

interface MapStatusProps {
  store: MapStore;
  /** Why nothing can be drawn on this machine, if so. */
  failure: string | null;
  /** Opens the choice of a catalogue. */
  onOpen?: () => void;
}

/** What the map has to say about itself: nothing yet, working, settling, failed. A finished map says nothing. */
export function MapStatus({ store, failure, onOpen }: MapStatusProps) {
  const session = useSession();
  const hasMap = useStore(session.positions, s => s.positions !== null);
  if (failure) {
    return (
      <Middle>
        <EmptyState tone="problem">{failure}</EmptyState>
      </Middle>
    );
  }
  return hasMap ? (
    <Pill store={store} />
  ) : (
    <Middle>
      <NoMap store={store} onOpen={onOpen} />
    </Middle>
  );
}

/** Below a map that is still moving, or that did not come to its end. */
function Pill({ store }: { store: MapStore }) {
  const session = useSession();
  const { stage, jobId, neighbourRecall } = useStore(store);
  const settling = useStore(session.positions, s => s.settling);
  const progress = useStore(session.jobs, s => s.jobs.find(job => job.id === jobId)?.progress);
  if (settling && stage === 'drawing') {
    const share = progress && progress.total > 0 ? progress.done / progress.total : undefined;
    return (
      <p className={classes.pill} data-pulse>
        settling {share !== undefined && formatPercent(share)}
      </p>
    );
  }
  if (progress?.found !== undefined) {
    return (
      <p className={classes.pill}>
        {formatPercent(progress.found)} of the nearest neighbours found
        <Enough store={store} />
      </p>
    );
  }
  if (stage !== 'failed' && stage !== 'stopped') {
    if (neighbourRecall === null || neighbourRecall === 1) return null;
    const found = formatPercent(neighbourRecall);
    return <p className={classes.pill}>drawn from {found} of the nearest neighbours</p>;
  }
  return (
    <p className={classes.pill} role="status">
      {stage === 'failed' ? 'The new map could not be drawn.' : 'The map was stopped; it stays as it is.'}
      <Redraw store={store} />
    </p>
  );
}

/** Where galaxies have neither pictures nor positions: two of their columns can be a map, and others be chosen then. */
function ColumnsInstead({ store }: { store: MapStore }) {
  const session = useSession();
  const [x, y] = useStore(session.columns, s => s.columns).filter(({ kind }) => kind === 'number');
  const draw = () => store.getState().draw({ kind: 'columns', x: x.name, y: y.name, by: 'values' });
  return (
    <EmptyState
      action={
        y && (
          <Button size="xs" onClick={draw}>
            Draw {x.name} and {y.name}
          </Button>
        )
      }
    >
      These galaxies have neither pictures nor positions to draw a map from
      {y ? ': two of their columns can be its axes.' : '; the Table room lists them.'}
    </EmptyState>
  );
}

/** In place of a map: what is being done about it, or what helps. */
function NoMap({ store, onOpen }: { store: MapStore; onOpen?: () => void }) {
  const session = useSession();
  const { stage, failure, jobId } = useStore(store);
  const open = useStore(session.catalogue, s => s.catalogue);
  const job = useStore(session.jobs, s => s.jobs.find(each => each.outcome === 'running')); // the newest
  if (stage === 'failed') {
    return (
      <EmptyState tone="problem" action={<Redraw store={store} />}>
        The map could not be drawn: {failure}
      </EmptyState>
    );
  }
  if (job)
    return (
      <Working job={job}>
        {job.id === jobId && job.progress?.found !== undefined && <Enough store={store} />}
      </Working>
    );
  if (stage === 'stopped') {
    return (
      <EmptyState action={<Redraw store={store} />}>
        The map was stopped before any galaxy had its place.
      </EmptyState>
    );
  }
  if (open?.hasImages || open?.embedding) {
    return <EmptyState>No map yet: a network has to look at these galaxies first.</EmptyState>;
  }
  if (open) return <ColumnsInstead store={store} />;
  return (
    <EmptyState action={onOpen && <Button onClick={onOpen}>Open a catalogue</Button>}>
      Open a catalogue, or drop a folder of images here, to see its galaxies as a map.
    </EmptyState>
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

/** Ends the search for more neighbours; what it has found so far is told beside it. */
function Enough({ store }: { store: MapStore }) {
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label="Enough, draw the map"
      onClick={() => store.getState().enough()}
    >
      Enough
    </Button>
  );
}

/** The first sample on its way: what is being done, how far it is, how long it takes. */
function Working({ job, children }: { job: Job; children?: ReactNode }) {
  const { progress } = job;
  const left = secondsLeft(job);
  const known = progress && progress.total > 0;
  return (
    <div className={classes.working} role="status">
      <p>{progress?.phase ?? job.title}</p>
      <progress
        className={classes.bar}
        value={known ? progress.done / progress.total : undefined}
        aria-label={job.title}
      />
      <p className={classes.numbers}>
        <span>
          {known
            ? `${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`
            : 'starting'}
        </span>
        {left !== undefined && <span>{durationText(left)} left</span>}
      </p>
      {children}
    </div>
  );
}
