import type { DistilIteration } from '../../../contracts/distillation/prototypes.ts';
import { evenlySpaced } from '../../../maths/distillation/evenlySpaced.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import type { ChartSeries } from '../../../ui/charts/chartSeries.ts';
import { formatCounted, formatNumber } from '../../../ui/text/quantity.ts';

const mostPoints = 200; // finer than a screen shows it
const capHeightPx = 72; // steps between a few epochs need less room than the loss

/** The loss on a logarithmic scale, STM's at the next epoch too, and below them the cap on start epochs where there is one. */
export function LossChart({ iterations }: { iterations: readonly DistilIteration[] }) {
  const last = iterations.at(-1);
  if (!last) return null;
  const shown = evenlySpaced(iterations, mostPoints);
  const x = [0, Math.max(1, last.iteration)] as const;
  const losses: ChartSeries[] = [
    {
      name: 'at this epoch',
      colour: 'text',
      points: shown.map(({ iteration, loss }) => [iteration, loss] as const),
    },
  ];
  const next = shown.flatMap(({ iteration, nextLoss }) =>
    nextLoss === undefined ? [] : [[iteration, nextLoss] as const],
  );
  if (next.length > 0) losses.push({ name: 'at the next epoch', colour: 'muted', points: next });
  const capped = last.cap !== undefined;
  return (
    <div>
      <Chart
        series={losses}
        label={`Loss ${formatNumber(last.loss)} after ${formatCounted(last.iteration, 'iteration')}`}
        xLabel="iteration"
        yLabel="loss"
        x={x}
        yScale="log"
      />
      {capped && (
        <Chart
          series={[
            {
              name: 'cap',
              colour: 'muted',
              mark: 'steps',
              points: shown.map(({ iteration, cap }) => [iteration, cap ?? 0] as const),
            },
          ]}
          label={`Cap on start epochs ${last.cap} after ${formatCounted(last.iteration, 'iteration')}`}
          xLabel="iteration"
          yLabel="cap on start epochs"
          x={x}
          xTicks={false}
          heightPx={capHeightPx}
        />
      )}
    </div>
  );
}
