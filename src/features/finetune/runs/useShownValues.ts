import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { answerValuesOf, inRows, widthOf } from '../results/answerValues.ts';
import type { RunsStore } from './runsState.ts';

/** Predictions of the run shown for every galaxy, (n, width) row-major by catalogue row; null until it has been asked. */
export function useShownValues(runs: RunsStore): { run: FinetuneRun; values: Float32Array } | null {
  const ids = useStore(useSession().catalogue, s => s.catalogue?.ids);
  const shown = useStore(runs, s => s.shown);
  const run = useStore(runs, s => s.runs?.find(({ key }) => key === shown));
  const all = useStore(runs, s => s.answers?.all);
  return useMemo(() => {
    if (!run || !all || !ids || all.length !== ids.length * widthOf(run)) return null;
    return { run, values: answerValuesOf(run, inRows(all, ids, widthOf(run))) };
  }, [run, all, ids]);
}
