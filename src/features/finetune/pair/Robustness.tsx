import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { namesOf } from '../results/answerValues.ts';
import type { PairStore, TestedRun } from './pairStore.ts';
import { degradations } from './robustness.ts';
import type { RunPair } from './runPair.ts';

interface RobustnessProps {
  runs: readonly [FinetuneRun, FinetuneRun];
  pair: PairStore;
  found: RunPair;
}

/** Accuracy of both runs as pictures get noisier, blurred or fainter. */
export function Robustness({ runs, pair, found }: RobustnessProps) {
  const robustness = useStore(pair, s => s.robustness);
  const working = useStore(pair, s => s.job !== null);
  const failure = useStore(pair, s => s.failure);
  const points = runs.map(({ key }) => robustness.get(key) ?? []);
  const count = points.find(own => own.length > 0)?.[0].count;
  /** The pair's labels by a run's own numbers of its classes. */
  const tested = (run: FinetuneRun): TestedRun => {
    const own = namesOf(run);
    const labels = Uint8Array.from(found.labels, label => own.indexOf(found.names[label]));
    return { run, ids: found.ids, labels };
  };
  return (
    <section className={room.part} aria-label="Robustness">
      <h3 className={room.heading}>On worse pictures</h3>
      <p className={room.note}>
        {count === undefined
          ? 'Both are asked about the same galaxies again, with noise added, blurred, and fainter, step by step: a minute or two.'
          : `${formatGalaxies(count)}, the same for both; 95 % intervals. Pictures stay 8-bit, so a fainter galaxy also loses grey levels.`}
      </p>
      {failure && (
        <p className={room.note} role="alert">
          {failure}
        </p>
      )}
      <div className={room.line}>
        <Button
          size="compact-xs"
          variant="default"
          disabled={working}
          onClick={() => void pair.getState().test(runs.map(tested))}
        >
          Test with noise, blur and dimming
        </Button>
        {working && (
          <Button size="compact-xs" variant="default" onClick={() => pair.getState().stop()}>
            Stop
          </Button>
        )}
      </div>
      {degradations.map(({ kind, title, axis }) => {
        const series = runs.map((_run, side) => {
          const own = points[side].filter(point => point.kind === kind);
          return {
            name: `${'AB'[side]}`,
            mark: 'dotted-line' as const,
            points: own.map(({ amount, accuracy }) => [amount, accuracy] as const),
            intervals: own.map(({ low, high }) => [low, high] as const),
          };
        });
        if (series.every(each => each.points.length === 0)) return null;
        return (
          <Chart
            key={kind}
            series={series}
            label={`${title}: accuracy of both runs`}
            xLabel={`${title.toLowerCase()}: ${axis}`}
            yLabel="accuracy"
            y={[0, 1]}
          />
        );
      })}
    </section>
  );
}
