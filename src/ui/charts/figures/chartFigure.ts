import type { Figure, FigureInk, Mark } from '../../../contracts/figure.ts';
import { barWidthPx, dashPx, joinedMarks, placedMarks } from '../chartGeometry.ts';
import type { ChartProps } from '../chartProps.ts';
import { xDomain, yDomain } from '../chartScale.ts';
import { type ChartSeries, chartReadings } from '../chartSeries.ts';
import { type PlotArea, plotArea } from '../plotArea.ts';
import { seriesDash, seriesInk } from './seriesInk.ts';

/** A chart as it is asked for. */
type ChartSpec = Omit<ChartProps, 'heightPx'>;

const [widthPx, heightPx] = [560, 320]; // a column of a page, with room for ticks
const legendPx = 28;
const labelPx = 11;

/** A chart as a figure: the same axes, marks and names, larger; its numbers as the chart's table has them. */
export function chartFigure(spec: ChartSpec): Figure {
  const { series, label, xLabel, yLabel, xScale = 'linear', yScale = 'linear', xTicks = true } = spec;
  const named = series.filter(({ guide }) => !guide);
  const readings = chartReadings(named);
  const plot = plotArea({
    x: {
      kind: xScale,
      domain: spec.x ?? xDomain(named),
      whole: readings.every(({ x }) => Number.isInteger(x)),
    },
    y: { kind: yScale, domain: spec.y ?? yDomain(named, yScale) },
    widthPx,
    heightPx,
    xTicks,
  });
  return {
    title: label,
    draw: ink => ({
      widthPx,
      heightPx: heightPx + legendPx,
      marks: [
        ...legend(named, yLabel, ink),
        ...[
          ...axes(plot, xLabel, ink),
          ...series.flatMap(each => seriesMarks(each, named.indexOf(each), plot, ink)),
        ].map(lowered),
      ],
    }),
    numbers: () => {
      const names = named.map(({ name }) => (named.length > 1 ? name : yLabel));
      const withEnds = named.map(({ intervals }) => intervals !== undefined);
      return {
        names: [
          xLabel,
          ...names.flatMap((name, i) => (withEnds[i] ? [name, `${name} low`, `${name} high`] : [name])),
        ],
        rows: readings.map(({ x, values }) => [
          x,
          ...values.flatMap((value, i) => [
            value?.y ?? null,
            ...(withEnds[i] ? [value?.interval?.[0] ?? null, value?.interval?.[1] ?? null] : []),
          ]),
        ]),
      };
    },
  };
}

/** What the vertical axis measures, and each series with its name; as far as the line holds. */
function legend(named: readonly ChartSeries[], yLabel: string, ink: FigureInk): Mark[] {
  const yPx = 18;
  const marks: Mark[] = [{ kind: 'text', xPx: 8, yPx, text: yLabel, colour: ink.muted, sizePx: 12 }];
  if (named.length < 2) return marks;
  let xPx = 8 + 7 * yLabel.length + 16;
  named.forEach(({ name, colour, mark = 'line' }, i) => {
    const own = seriesInk(i, colour, ink);
    const [from, to] = [xPx, xPx + 18];
    marks.push(
      mark === 'dots'
        ? { kind: 'dots', placesPx: [from + 9, yPx - 4], radiusPx: 2.5, colour: own }
        : mark === 'bars'
          ? { kind: 'box', xPx: from + 5, yPx: yPx - 9, widthPx: 8, heightPx: 9, fill: own }
          : {
              kind: 'line',
              points: [
                [from, yPx - 4],
                [to, yPx - 4],
              ],
              colour: own,
              widthPx: 2,
              dash: seriesDash(i),
            },
      { kind: 'text', xPx: to + 4, yPx, text: name, colour: ink.text, sizePx: 12 },
    );
    xPx = to + 4 + 7 * name.length + 14;
  });
  return marks;
}

/** Lines across at the ticks, the horizontal axis, and their words. */
export function axes(
  { leftPx, rightPx, bottomPx, heightPx: bottomEdgePx, xTicks, yTicks }: PlotArea,
  xLabel: string,
  ink: FigureInk,
): Mark[] {
  const word = { kind: 'text', colour: ink.muted, sizePx: labelPx } as const;
  const line = { kind: 'line', colour: ink.line } as const;
  return [
    ...yTicks.flatMap(({ atPx, text }): Mark[] => [
      {
        ...line,
        points: [
          [leftPx, atPx],
          [rightPx, atPx],
        ],
      },
      { ...word, xPx: leftPx - 6, yPx: atPx + 4, text, anchor: 'end' },
    ]),
    {
      ...line,
      points: [
        [leftPx, bottomPx],
        [rightPx, bottomPx],
      ],
    },
    ...xTicks.flatMap(({ atPx, text, textPx }): Mark[] => [
      {
        ...line,
        points: [
          [atPx, bottomPx],
          [atPx, bottomPx + 3],
        ],
      },
      { ...word, xPx: textPx, yPx: bottomPx + 14, text, anchor: 'middle' },
    ]),
    ...(xTicks.length > 0
      ? [
          {
            ...word,
            xPx: (leftPx + rightPx) / 2,
            yPx: bottomEdgePx - 3,
            text: xLabel,
            anchor: 'middle',
          } as const,
        ]
      : []),
  ];
}

function seriesMarks(series: ChartSeries, place: number, plot: PlotArea, ink: FigureInk): Mark[] {
  const placed = placedMarks(series, plot);
  const points = (marks: readonly { x: number; y: number }[]) => marks.map(({ x, y }) => [x, y] as const);
  if (series.guide) return [{ kind: 'line', points: points(placed), colour: ink.muted, dash: '1 3' }];
  const { mark = 'line' } = series;
  const colour = seriesInk(place, series.colour, ink);
  const { corners, dotted } = joinedMarks(mark, placed);
  const barPx = barWidthPx(plot, placed.length);
  const zeroPx = plot.yOf(0);
  return [
    ...(corners.length > 1
      ? [{ kind: 'line', points: points(corners), colour, widthPx: 2, dash: seriesDash(place) } as const]
      : []),
    ...placed.flatMap(({ x, y, interval }): Mark[] => [
      ...(mark === 'bars'
        ? [
            {
              kind: 'box',
              xPx: x - barPx / 2,
              yPx: Math.min(y, zeroPx),
              widthPx: barPx,
              heightPx: Math.abs(zeroPx - y),
              fill: colour,
            } as const,
          ]
        : []),
      ...(interval
        ? [
            {
              kind: 'line',
              points: [
                [x, interval[0]],
                [x, interval[1]],
              ],
              colour,
            } as const,
          ]
        : []),
      ...(mark === 'dashes'
        ? [
            {
              kind: 'line',
              points: [
                [x - dashPx, y],
                [x + dashPx, y],
              ],
              colour,
              widthPx: 2,
            } as const,
          ]
        : []),
    ]),
    ...(dotted
      ? [{ kind: 'dots', placesPx: placed.flatMap(({ x, y }) => [x, y]), radiusPx: 2.5, colour } as const]
      : []),
  ];
}

/** Under the legend. */
function lowered(mark: Mark): Mark {
  switch (mark.kind) {
    case 'line':
      return { ...mark, points: mark.points.map(([x, y]) => [x, y + legendPx] as const) };
    case 'dots':
      return {
        ...mark,
        placesPx: Array.from(mark.placesPx, (value, i) => (i % 2 === 1 ? value + legendPx : value)),
      };
    default:
      return { ...mark, yPx: mark.yPx + legendPx };
  }
}
