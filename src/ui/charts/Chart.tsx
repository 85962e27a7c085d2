import { ActionIcon } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useWidth } from '../useWidth.ts';
import classes from './Chart.module.css';
import { ChartAxes } from './ChartAxes.tsx';
import { ChartCursor } from './ChartCursor.tsx';
import { ChartLegend } from './ChartLegend.tsx';
import { SeriesMarks } from './ChartMarks.tsx';
import { ChartTable } from './ChartTable.tsx';
import type { ChartProps } from './chartProps.ts';
import { xDomain, yDomain } from './chartScale.ts';
import { chartReadings } from './chartSeries.ts';
import { chartFigure } from './figures/chartFigure.ts';
import { FigureMenu } from './figures/FigureMenu.tsx';
import { plotArea } from './plotArea.ts';
import { useChartCursor } from './useChartCursor.ts';

/**
 * Series on one pair of axes. The pointer shows the values at the nearest x; so do the arrow keys, Home, End and the page
 * keys once it has the focus. A button shows all numbers as a table.
 */
export function Chart(props: ChartProps) {
  const { series, label, xLabel, yLabel, xScale = 'linear', yScale = 'linear', xTicks = true } = props;
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const [unfolded, setUnfolded] = useState(false);
  const named = useMemo(() => series.filter(({ guide }) => !guide), [series]);
  const readings = useMemo(() => chartReadings(named), [named]);
  const plot = plotArea({
    x: {
      kind: xScale,
      domain: props.x ?? xDomain(named),
      whole: readings.every(({ x }) => Number.isInteger(x)),
    },
    y: { kind: yScale, domain: props.y ?? yDomain(named, yScale) },
    widthPx,
    heightPx: props.heightPx ?? 140,
    xTicks,
  });
  const cursor = useChartCursor(readings, plot.xOf);
  const words = { label, xLabel, yLabel, names: named.map(({ name }) => name) };
  const drawing = (
    <svg
      className={classes.drawing}
      viewBox={`0 0 ${plot.widthPx} ${plot.heightPx}`}
      height={plot.heightPx}
      aria-hidden="true"
    >
      <ChartAxes plot={plot} xLabel={xLabel} />
      {series.map(each => (
        <SeriesMarks key={each.name} series={each} place={named.indexOf(each)} plot={plot} />
      ))}
    </svg>
  );
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <ChartLegend series={named} yLabel={yLabel} />
        {readings.length > 0 && (
          <span className={classes.buttons}>
            <ActionIcon
              size={24}
              aria-label="Show the numbers"
              title="Show the numbers"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              <IconTable size={14} />
            </ActionIcon>
            <FigureMenu figure={chartFigure(props)} />
          </span>
        )}
      </figcaption>
      <div ref={ground}>
        {readings.length === 0 ? (
          <div role="img" aria-label={label}>
            {drawing}
          </div>
        ) : (
          <ChartCursor {...{ cursor, readings, plot, words, series: named }}>{drawing}</ChartCursor>
        )}
      </div>
      {unfolded && <ChartTable readings={readings} words={words} />}
    </figure>
  );
}
