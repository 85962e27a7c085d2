import { formatPercent } from '../text/quantity.ts';
import { chartScale } from './chartScale.ts';
import { FigureMenu } from './figures/FigureMenu.tsx';
import { intervalFigure } from './figures/intervalFigure.ts';
import classes from './IntervalBars.module.css';
import type { IntervalBar } from './intervalBar.ts';
import { seriesStyle } from './seriesStyle.ts';

interface IntervalBarsProps {
  label: string;
  bars: readonly IntervalBar[];
  /** Ends of the scale. */
  low: number;
  high: number;
  /** A value to compare with, drawn through all of them. */
  guide?: number;
}

/** Shares with their intervals on one scale, a line each, and the numbers beside them. */
export function IntervalBars({ label, bars, low, high, guide }: IntervalBarsProps) {
  const scale = chartScale('linear', [low, high], [0, 100]).clamp(true);
  const at = (value: number) => `${scale(value)}%`;
  return (
    <div className={classes.figure}>
      <ul className={classes.bars} aria-label={label}>
        {bars.map(({ name, place = 0, colour, note, ...bar }) => {
          const { className, style } = seriesStyle(place, colour);
          return (
            <li key={name}>
              <span className={classes.name} title={name}>
                {name}
              </span>
              <span className={`${classes.track} ${className}`} style={style} aria-hidden="true">
                {guide !== undefined && <span className={classes.guide} style={{ left: at(guide) }} />}
                <span
                  className={classes.interval}
                  style={{ left: at(bar.low), right: `calc(100% - ${at(bar.high)})` }}
                />
                <span className={classes.dot} style={{ left: at(bar.value) }} />
              </span>
              <span>
                {formatPercent(bar.value)} ({(100 * bar.low).toFixed(0)}–{(100 * bar.high).toFixed(0)}) {note}
              </span>
            </li>
          );
        })}
      </ul>
      <FigureMenu figure={intervalFigure({ label, bars, low, high, guide })} />
    </div>
  );
}
