import type { CrossCheck } from '../../../contracts/anomalies.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';

const places = 20; // as many as the worker checks

const nothing = { scores: new Float32Array(0), mean: new Float32Array(0), std: new Float32Array(0) };

/**
 * The last ratings as dots, and the expected rating of each as a dash with one standard deviation up and down.
 *
 * @param props.check undefined before the first ranking, when only the axes are drawn
 */
export function ExpectationChart({ check }: { check: CrossCheck | undefined }) {
  const { scores, mean, std } = check ?? nothing;
  const count = scores.length;
  return (
    <Chart
      series={[
        {
          name: 'expected',
          mark: 'dashes',
          colour: 'muted',
          points: Array.from(mean, (value, i) => [i + 1, value] as const),
          intervals: Array.from(mean, (value, i) => [value - std[i], value + std[i]] as const),
        },
        {
          name: 'your rating',
          mark: 'dots',
          colour: 'text',
          points: Array.from(scores, (score, i) => [i + 1, score] as const),
        },
      ]}
      label={
        count === 0
          ? 'Given against expected: too few ratings yet'
          : 'Given against expected with one standard deviation, the latest last'
      }
      xLabel="rating"
      yLabel="rating"
      x={[count - places + 0.5, count + 0.5]} // the latest is the last
      y={[0, 5]}
      xTicks={false}
      heightPx={64}
    />
  );
}
