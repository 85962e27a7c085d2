import type { DistilIteration } from '../../../contracts/prototypes.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { useWidth } from '../../../ui/useWidth.ts';
import { thinned } from '../gallery/runShown.ts';
import classes from './RunPanel.module.css';

const heightPx = 96;
const marginPx = { left: 36, right: 20, top: 8, bottom: 16 }; // room for the scales' numbers

/** The loss on a logarithmic scale, STM's at the next epoch too, and the cap on start epochs as steps where there is one. */
export function LossChart({ iterations }: { iterations: readonly DistilIteration[] }) {
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const points = thinned(iterations);
  const losses = points.map(({ loss }) => Math.max(loss, Number.MIN_VALUE));
  const nextLosses = points.flatMap(({ iteration, nextLoss }) =>
    nextLoss === undefined ? [] : [{ iteration, loss: Math.max(nextLoss, Number.MIN_VALUE) }],
  );
  const all = [...losses, ...nextLosses.map(({ loss }) => loss)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const last = iterations.at(-1);
  const caps = points.map(({ cap }) => cap ?? 0);
  const mostCap = Math.max(...caps, 1);
  const innerPx = Math.max(1, widthPx - marginPx.left - marginPx.right);
  const deepPx = heightPx - marginPx.top - marginPx.bottom;
  const x = (iteration: number) => marginPx.left + (innerPx * iteration) / Math.max(1, last?.iteration ?? 1);
  const y = (loss: number) =>
    marginPx.top + deepPx * (high > low ? Math.log(high / loss) / Math.log(high / low) : 0.5);
  const yCap = (cap: number) => marginPx.top + deepPx * (1 - cap / mostCap);
  const capPath = points
    .map(
      ({ iteration }, i) =>
        `${i === 0 ? `M${x(iteration)} ` : `H${x(iteration)} `}${i === 0 ? '' : 'V'}${yCap(caps[i])}`,
    )
    .join('');
  const label = last
    ? `Loss ${formatNumber(last.loss)} after ${last.iteration} iterations${last.cap === undefined ? '' : `, cap ${last.cap}`}`
    : 'No iteration yet';
  return (
    <div ref={ground}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${Math.max(1, widthPx)} ${heightPx}`}
        height={heightPx}
        role="img"
        aria-label={label}
      >
        <title>{label}</title>
        <line
          className={classes.axisLine}
          x1={marginPx.left}
          x2={marginPx.left + innerPx}
          y1={heightPx - marginPx.bottom}
          y2={heightPx - marginPx.bottom}
        />
        {last && (
          <>
            {last.cap !== undefined && <path className={classes.cap} d={capPath} />}
            <polyline
              className={classes.nextLoss}
              points={nextLosses.map(({ iteration, loss }) => `${x(iteration)},${y(loss)}`).join(' ')}
            />
            <polyline
              className={classes.loss}
              points={points.map(({ iteration }, i) => `${x(iteration)},${y(losses[i])}`).join(' ')}
            />
            <text className={classes.axis} x={0} y={marginPx.top + 4}>
              {formatNumber(high, 2)}
            </text>
            {high > low && (
              <text className={classes.axis} x={0} y={heightPx - marginPx.bottom}>
                {formatNumber(low, 2)}
              </text>
            )}
            {last.cap !== undefined && (
              <text className={classes.axis} x={widthPx} y={yCap(last.cap) + 4} textAnchor="end">
                {last.cap}
              </text>
            )}
            <text className={classes.axis} x={marginPx.left + innerPx} y={heightPx - 4} textAnchor="end">
              {last.iteration} iterations
            </text>
          </>
        )}
      </svg>
      {last && (
        <p className={classes.key}>
          <span className={classes.lossKey}>loss</span>
          {nextLosses.length > 0 && <span className={classes.nextLossKey}>at the next epoch</span>}
          {last.cap !== undefined && <span className={classes.capKey}>cap on start epochs</span>}
        </p>
      )}
    </div>
  );
}
