import { categoryColour } from '../../maths/images/colourScale.ts';
import { formatPercent } from '../text/quantity.ts';
import classes from './IntervalBars.module.css';

/** A share and where it lies. */
export interface IntervalBar {
  name: string;
  /** Place among the colours, the same as in a chart beside it. */
  place: number;
  value: number;
  low: number;
  high: number;
}

export interface IntervalBarsProps {
  label: string;
  bars: readonly IntervalBar[];
  /** Ends of the scale. */
  low: number;
  high: number;
  /** A value to compare with, drawn through all of them. */
  guide?: number;
}

/** Shares with their intervals on one scale, a line each. */
export function IntervalBars({ label, bars, low, high, guide }: IntervalBarsProps) {
  const at = (value: number) => `${(100 * (Math.min(high, Math.max(low, value)) - low)) / (high - low)}%`;
  return (
    <ul className={classes.bars} aria-label={label}>
      {bars.map(bar => {
        const colour = `rgb(${categoryColour(bar.place).join(' ')})`;
        return (
          <li key={bar.name}>
            <span className={classes.name} title={bar.name}>
              {bar.name}
            </span>
            <span className={classes.track} aria-hidden="true">
              {guide !== undefined && <span className={classes.guide} style={{ left: at(guide) }} />}
              <span
                className={classes.interval}
                style={{ left: at(bar.low), right: `calc(100% - ${at(bar.high)})`, background: colour }}
              />
              <span className={classes.dot} style={{ left: at(bar.value), background: colour }} />
            </span>
            <span className={classes.value}>
              {formatPercent(bar.value)} ({(100 * bar.low).toFixed(0)}–{(100 * bar.high).toFixed(0)})
            </span>
          </li>
        );
      })}
    </ul>
  );
}
