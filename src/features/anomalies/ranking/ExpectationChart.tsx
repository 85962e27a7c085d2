import type { CrossCheck } from '../../../contracts/anomalies.ts';
import { useWidth } from '../../../ui/useWidth.ts';
import classes from './ProgressStrip.module.css';

const heightPx = 64;
const marginPx = { left: 14, right: 4, top: 6, bottom: 6 }; // room for the scale's numbers
const places = 20; // as many as the worker checks

const nothing = { scores: new Float32Array(0), mean: new Float32Array(0), std: new Float32Array(0) };

/**
 * The last ratings as dots, and what was expected of each as a dash with one standard deviation up and down.
 *
 * @param props.check undefined before the first ranking: the scale alone
 */
export function ExpectationChart({ check }: { check: CrossCheck | undefined }) {
  const { scores, mean, std } = check ?? nothing;
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const stepPx = (widthPx - marginPx.left - marginPx.right) / places;
  const x = (i: number) => marginPx.left + (i + places - scores.length + 0.5) * stepPx;
  const y = (value: number) => {
    const within = Math.min(5, Math.max(0, value));
    return marginPx.top + ((5 - within) / 5) * (heightPx - marginPx.top - marginPx.bottom);
  };
  const label =
    scores.length === 0
      ? 'Given against expected: too few ratings yet'
      : `Given against expected, the latest last: ${Array.from(scores, (score, i) => `${score} against ${mean[i].toFixed(1)}`).join(', ')}`;
  return (
    <div ref={ground}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${Math.max(1, widthPx)} ${heightPx}`}
        role="img"
        aria-label={label}
      >
        <title>
          Dots are your ratings, dashes what was expected, with one standard deviation up and down
        </title>
        {[0, 5].map(value => (
          <g key={value}>
            <line className={classes.grid} x1={marginPx.left} x2={widthPx} y1={y(value)} y2={y(value)} />
            <text className={classes.axis} x={0} y={y(value) + 3}>
              {value}
            </text>
          </g>
        ))}
        {Array.from(scores, (score, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
          <g key={i}>
            <line
              className={classes.reach}
              x1={x(i)}
              x2={x(i)}
              y1={y(mean[i] - std[i])}
              y2={y(mean[i] + std[i])}
            />
            <line className={classes.expected} x1={x(i) - 4} x2={x(i) + 4} y1={y(mean[i])} y2={y(mean[i])} />
            <circle className={classes.given} cx={x(i)} cy={y(score)} r={3} />
          </g>
        ))}
      </svg>
    </div>
  );
}
