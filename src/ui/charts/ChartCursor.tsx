import type { ReactNode } from 'react';
import classes from './Chart.module.css';
import { SeriesKey } from './ChartLegend.tsx';
import type { ChartReading, ChartSeries } from './chartSeries.ts';
import { type ChartWords, readingText, seriesValueText, xText } from './chartWords.ts';
import type { PlotArea } from './plotArea.ts';
import { seriesStyle } from './seriesStyle.ts';
import type { CursorState } from './useChartCursor.ts';

interface ChartCursorProps {
  cursor: CursorState;
  /** At least one. */
  readings: readonly ChartReading[];
  plot: PlotArea;
  words: ChartWords;
  /** Without the guides, as in the readings. */
  series: readonly ChartSeries[];
  /** The drawing. */
  children: ReactNode;
}

const besidePx = 10; // from the line to the words

/** The drawing with a line through the x looked at and the values there beside it; a slider for those who use no pointer. */
export function ChartCursor({ cursor, readings, plot, words, series, children }: ChartCursorProps) {
  const { place, handlers } = cursor;
  const told = readings[place ?? readings.length - 1];
  return (
    <div
      className={classes.cursor}
      role="slider"
      tabIndex={0}
      aria-label={words.label}
      aria-valuemin={0}
      aria-valuemax={readings.length - 1}
      aria-valuenow={place ?? readings.length - 1}
      aria-valuetext={readingText(told, words)}
      {...handlers}
    >
      {children}
      {place !== null && <Values reading={readings[place]} {...{ plot, words, series }} />}
    </div>
  );
}

interface ValuesProps {
  reading: ChartReading;
  plot: PlotArea;
  words: ChartWords;
  series: readonly ChartSeries[];
}

function Values({ reading: { x, values }, plot, words, series }: ValuesProps) {
  const { topPx, bottomPx, widthPx, heightPx, xOf, yOf } = plot;
  const atPx = xOf(x);
  const side = atPx > widthPx / 2 ? { right: widthPx - atPx + besidePx } : { left: atPx + besidePx };
  return (
    <>
      <svg
        className={classes.overlay}
        viewBox={`0 0 ${widthPx} ${heightPx}`}
        height={heightPx}
        aria-hidden="true"
      >
        <line className={classes.rule} x1={atPx} x2={atPx} y1={topPx} y2={bottomPx} />
        {series.map((each, i) => {
          const value = values[i];
          const { dash: _, ...look } = seriesStyle(i, each.colour);
          return (
            value && (
              <g key={each.name} {...look}>
                <circle className={classes.here} cx={atPx} cy={yOf(value.y)} r={4} />
              </g>
            )
          );
        })}
      </svg>
      <div className={classes.values} style={side}>
        <div>{xText(x, words)}</div>
        {series.map((each, i) => {
          const value = values[i];
          return (
            value && (
              <div key={each.name} className={classes.key}>
                {series.length > 1 && <SeriesKey series={each} place={i} />}
                <span className={classes.name}>{series.length > 1 ? each.name : words.yLabel}</span>
                <span>{seriesValueText(value)}</span>
              </div>
            )
          );
        })}
      </div>
    </>
  );
}
