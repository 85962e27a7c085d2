import classes from './Chart.module.css';
import type { PlotArea } from './plotArea.ts';

const lineHeightPx = 11;

/** Lines across at the ticks of the vertical axis, short strokes at those of the horizontal one, with their numbers. */
export function ChartAxes({ plot, xLabel }: { plot: PlotArea; xLabel: string }) {
  const { leftPx, rightPx, bottomPx, heightPx, xTicks, yTicks } = plot;
  return (
    <g className={classes.axes}>
      {yTicks.map(({ value, atPx, text }) => (
        <g key={value}>
          <line x1={leftPx} x2={rightPx} y1={atPx} y2={atPx} />
          <text x={leftPx - 6} y={atPx + 4} textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <line x1={leftPx} x2={rightPx} y1={bottomPx} y2={bottomPx} />
      {xTicks.map(({ value, atPx, text, textPx }) => (
        <g key={value}>
          <line x1={atPx} x2={atPx} y1={bottomPx} y2={bottomPx + 3} />
          <text x={textPx} y={bottomPx + 3 + lineHeightPx} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {xTicks.length > 0 && (
        <text x={(leftPx + rightPx) / 2} y={heightPx - 3} textAnchor="middle">
          {xLabel}
        </text>
      )}
    </g>
  );
}
