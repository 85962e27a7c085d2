import '@mantine/core/styles/Progress.css';
import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { SelfRun } from '../../data/runs/selfRuns.ts';
import { type Job, jobShare, secondsLeft } from '../../session/jobs.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Chart } from '../../ui/charts/Chart.tsx';
import room from '../../ui/room.module.css';
import { durationText } from '../../ui/text/durationText.ts';
import { formatCount, formatCounted, formatGalaxies, formatNumber } from '../../ui/text/quantity.ts';
import { ProbeTable } from './ProbeTable.tsx';
import { RunActions } from './RunActions.tsx';
import type { SelfStore } from './selfState.ts';
import { ViewsPair } from './ViewsPair.tsx';

/** One training: how far it is, its loss, whether it collapses, what it knows, two views, and what can be done with it. */
export function RunView({ store, run }: { store: SelfStore; run: SelfRun | undefined }) {
  const { jobs } = useSession();
  const work = useStore(store, s => s.work);
  const views = useStore(store, s => s.views);
  const job = useStore(jobs, s => s.jobs.find(({ id }) => id === work?.jobId));
  const own = job && (!run || work?.key === run.key) ? job : undefined;
  return (
    <div className={room.part}>
      <h2 className={room.title}>{run?.name ?? own?.title}</h2>
      {run && (
        <p className={room.note}>
          {formatGalaxies(run.galaxyIds.length)}, {formatCounted(run.settings.epochs, 'epoch')},{' '}
          {run.start.kind === 'top'
            ? `${formatCounted(run.start.blocks, 'top block')} of “${run.weights}”`
            : run.start.kind === 'vit'
              ? 'a transformer from nothing'
              : 'from nothing'}
          {run.trainedMs > 0 && `; trained for ${durationText(run.trainedMs / 1000)}`}.
        </p>
      )}
      {own && <Working key={own.id} job={own} store={store} />}
      {run && !own && <RunActions store={store} run={run} />}
      {run && own && views && <ViewsPair views={views} />}
      {run && run.epochs.length > 0 && <Curves run={run} />}
      {run && run.probes.length > 0 && <ProbeTable run={run} />}
    </div>
  );
}

/** Progress, pace and time left, with buttons to pause and stop. */
function Working({ job, store }: { job: Job; store: SelfStore }) {
  const [stopping, setStopping] = useState(false);
  const share = jobShare(job);
  const { pause, stop } = store.getState();
  return (
    <>
      <Progress value={100 * (share ?? 1)} animated={share === undefined} size="sm" aria-label={job.title} />
      <p className={room.note} role="status">
        {stopping ? 'Keeping what was learnt …' : paceText(job)}
      </p>
      <div className={room.line}>
        <Button size="compact-xs" variant="default" onClick={pause} disabled={stopping}>
          {job.paused ? 'Resume' : 'Pause'}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={stopping}
          onClick={() => {
            setStopping(true);
            stop();
          }}
        >
          Stop and keep
        </Button>
      </div>
    </>
  );
}

/** "Epoch 2 of 20: 3,120 of 20,000 galaxies, 12:30 left" */
function paceText(job: Job): string {
  if (job.paused) return 'Paused.';
  const { progress } = job;
  if (!progress) return 'Starting …';
  const { phase, done, total, unit } = progress;
  if (total === 0) return `${phase} …`;
  const left = secondsLeft(job);
  return `${phase}: ${formatCount(done)} of ${formatCount(total)} ${unit}${left === undefined ? '' : `, ${durationText(left)} left`}`;
}

function Curves({ run: { epochs, settings } }: { run: SelfRun }) {
  const last = epochs[epochs.length - 1];
  const most = Math.log(settings.outputs); // nats, where all answers are used alike
  return (
    <>
      <Chart
        series={[{ name: 'Loss', points: epochs.map(each => [each.epoch, each.loss] as const) }]}
        label={`Loss of ${formatCounted(epochs.length, 'epoch')}, the last ${formatNumber(last.loss)}`}
        xLabel="epoch"
        yLabel="loss"
      />
      {last.spread !== undefined && (
        <p className={room.note}>
          Spread of projections {formatNumber(last.spread, 2)}: 1 where all directions are used alike, 0 where
          all galaxies have fallen on one point.
        </p>
      )}
      {last.entropyOfMean !== undefined && last.divergence !== undefined && (
        <>
          <Chart
            series={[
              {
                name: 'Entropy of the mean',
                points: epochs.map(each => [each.epoch, each.entropyOfMean ?? Number.NaN] as const),
              },
              {
                name: 'Divergence from it',
                points: epochs.map(each => [each.epoch, each.divergence ?? Number.NaN] as const),
              },
            ]}
            label={`The teacher’s answers over ${formatCounted(epochs.length, 'epoch')}, in nats`}
            xLabel="epoch"
            yLabel="nats"
          />
          <p className={room.note}>
            Entropy of the teacher’s mean answer {formatNumber(last.entropyOfMean, 2)} nats of at most{' '}
            {formatNumber(most, 2)}: near 0 one answer has taken all galaxies. The answers differ from that
            mean by {formatNumber(last.divergence, 2)} nats: near 0 all galaxies get the same.
          </p>
        </>
      )}
    </>
  );
}
