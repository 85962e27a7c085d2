import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { answersByRow, answerValuesOf, widthOf } from '../results/answerValues.ts';
import type { RunsStore } from './runsState.ts';

/** Predictions of the run shown for every galaxy, (n, width) row-major by catalogue row; null until it has been asked. */
export function useShownValues(runs: RunsStore): { run: FinetuneRun; values: Float32Array } | null {
  const catalogue = useStore(useSession().catalogue, s => s.catalogue);
  const shown = useStore(runs, s => s.shown);
  const run = useStore(runs, s => s.runs?.find(({ key }) => key === shown));
  const answers = useStore(runs, s => s.answers);
  return useMemo(() => {
    const all = run && answers && catalogue && answersByRow(answers, catalogue, widthOf(run));
    return all ? { run, values: answerValuesOf(run, all) } : null;
  }, [run, answers, catalogue]);
}
