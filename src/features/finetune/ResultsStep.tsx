import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { formatCounted } from '../../ui/text/quantity.ts';
import type { Finetune } from './finetune.ts';
import { AmountResults } from './results/AmountResults.tsx';
import { ClassResults } from './results/ClassResults.tsx';
import { judge } from './results/judgement.ts';
import { CataloguePredictions } from './runs/CataloguePredictions.tsx';
import { startText } from './runs/runColumns.ts';
import { TrainingProgress } from './runs/TrainingProgress.tsx';
import { depthText } from './training/recipe.ts';
import { TrainingCurves } from './training/TrainingCurves.tsx';

/** What the run shown learnt, judged on galaxies it has not seen. */
export function ResultsStep({ finetune }: { finetune: Finetune }) {
  const { catalogue } = useSession();
  const ids = useStore(catalogue, s => s.catalogue?.ids); // others once galaxies are added or removed
  const shown = useStore(finetune.runs, s => s.shown);
  const run = useStore(finetune.runs, s => s.runs?.find(({ key }) => key === shown));
  const test = useStore(finetune.runs, s => s.answers?.test);
  const work = useStore(finetune.runs, s => s.work);
  const testing = useStore(finetune.pair, s => s.job !== null);
  const judgement = useMemo(
    () => (run?.finished && test ? judge(run, test, id => ids?.find(id)) : null),
    [run, test, ids],
  );
  if (!run) {
    return (
      <EmptyState
        action={
          <Button size="xs" onClick={() => finetune.recipe.getState().go('train')}>
            Train a head
          </Button>
        }
      >
        What a network has learnt is shown here once one is trained.
      </EmptyState>
    );
  }
  const { train, validation, test: unseen } = run.split;
  const start = startText(run);
  return (
    <div className={room.part}>
      <h2 className={room.heading}>{run.name}</h2>
      <p className={room.note}>
        {sentenceCase(depthText(run.options.depth))} from {start}; {train.length} to train on,{' '}
        {validation.length} to validate, {unseen.length} unseen.
      </p>
      {work?.key === run.key && <TrainingProgress runs={finetune.runs} />}
      {!run.finished && work?.key !== run.key && (
        <EmptyState
          action={
            <Button
              size="xs"
              disabled={work !== null || testing}
              onClick={() => void finetune.runs.getState().resume(run.key)}
            >
              Resume training
            </Button>
          }
        >
          This training was interrupted after {formatCounted(run.epochs.length, 'epoch')}; it continues after
          the last one.
        </EmptyState>
      )}
      {judgement?.kind === 'classes' && <ClassResults key={run.key} judgement={judgement} />}
      {judgement?.kind === 'amounts' && <AmountResults key={run.key} judgement={judgement} />}
      {run.finished && <CataloguePredictions runs={finetune.runs} run={run} busy={testing} />}
      {run.epochs.length > 0 && work?.key !== run.key && (
        <section className={room.part} aria-label="Training">
          <h3 className={room.heading}>Training</h3>
          <TrainingCurves epochs={run.epochs} />
        </section>
      )}
    </div>
  );
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
