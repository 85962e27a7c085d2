import { categoryColour } from '../../maths/images/colourScale.ts';
import { useWidth } from '../useWidth.ts';
import classes from './LineChart.module.css';

export interface ChartLine {
  name: string;
  /** In order; a place where y is NaN is left out. */
  points: readonly (readonly [x: number, y: number])[];
  /** Standard deviation at each point, drawn up and down; NaN draws none. */
  spread?: readonly number[];
  /** Marks each point. Default false. */
  dots?: boolean;
  /** A line to compare with: thin, grey, not in the legend. Default false. */
  guide?: boolean;
}

export interface LineChartProps {
  lines: readonly ChartLine[];
  /** What it shows, in words, for those who do not see it. */
  label: string;
  xLabel: string;
  yLabel: string;
  x: readonly [low: number, high: number];
  y: readonly [low: number, high: number];
  /** Even steps for equal ratios; needs x above 0. Default false. */
  logarithmic?: boolean;
  /** Default 140. */
  heightPx?: number;
}

const marginPx = { left: 46, right: 8, top: 8, bottom: 30 }; // the scale's numbers, and the words below
const dashes = ['none', '5 3', '2 3', '8 3 2 3']; // lines differ by more than colour

/** Curves on one scale, with their names below. */
export function LineChart({
  lines,
  label,
  xLabel,
  yLabel,
  x,
  y,
  logarithmic = false,
  heightPx = 140,
}: LineChartProps) {
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const innerPx = Math.max(1, widthPx - marginPx.left - marginPx.right);
  const upPx = heightPx - marginPx.top - marginPx.bottom;
  const scaled = (value: number) => (logarithmic ? Math.log(value) : value);
  const xOf = (value: number) =>
    marginPx.left + (innerPx * (scaled(value) - scaled(x[0]))) / (scaled(x[1]) - scaled(x[0]) || 1);
  const yOf = (value: number) => marginPx.top + upPx * (1 - (value - y[0]) / (y[1] - y[0] || 1));
  const named = lines.filter(line => !line.guide);
  return (
    <figure className={classes.figure}>
      <div ref={ground}>
        <svg
          viewBox={`0 0 ${Math.max(1, widthPx)} ${heightPx}`}
          height={heightPx}
          role="img"
          aria-label={label}
        >
          <title>{label}</title>
          {[y[0], y[1]].map(value => (
            <g key={value}>
              <line
                className={classes.grid}
                x1={marginPx.left}
                x2={widthPx}
                y1={yOf(value)}
                y2={yOf(value)}
              />
              <text className={classes.axis} x={marginPx.left - 4} y={yOf(value) + 4} textAnchor="end">
                {short(value)}
              </text>
            </g>
          ))}
          <text className={classes.axis} x={marginPx.left} y={heightPx - 16}>
            {short(x[0])}
          </text>
          <text className={classes.axis} x={widthPx - marginPx.right} y={heightPx - 16} textAnchor="end">
            {short(x[1])}
          </text>
          <text className={classes.axis} x={marginPx.left + innerPx / 2} y={heightPx - 3} textAnchor="middle">
            {xLabel}
          </text>
          <text
            className={classes.axis}
            textAnchor="middle"
            transform={`translate(9 ${marginPx.top + upPx / 2}) rotate(-90)`}
          >
            {yLabel}
          </text>
          {lines.map(line => (
            <Curve key={line.name} line={line} place={named.indexOf(line)} xOf={xOf} yOf={yOf} />
          ))}
        </svg>
      </div>
      {named.length > 1 && (
        <figcaption className={classes.legend}>
          {named.map(({ name }, i) => (
            <span key={name}>
              <svg width={22} height={8} aria-hidden="true">
                <line
                  x1={0}
                  x2={22}
                  y1={4}
                  y2={4}
                  stroke={colourOf(i)}
                  strokeWidth={2}
                  strokeDasharray={dashOf(i)}
                />
              </svg>
              {name}
            </span>
          ))}
        </figcaption>
      )}
    </figure>
  );
}

interface CurveProps {
  line: ChartLine;
  place: number;
  xOf(value: number): number;
  yOf(value: number): number;
}

function Curve({ line: { points, spread, dots, guide }, place, xOf, yOf }: CurveProps) {
  const shown = points.filter(([, y]) => Number.isFinite(y));
  const path = shown.map(([x, y]) => `${xOf(x).toFixed(1)},${yOf(y).toFixed(1)}`).join(' ');
  const colour = colourOf(place);
  if (guide) return <polyline className={classes.guide} points={path} />;
  return (
    <g stroke={colour}>
      <polyline fill="none" strokeWidth={2} strokeDasharray={dashOf(place)} points={path} />
      {points.map(([x, y], i) => {
        const off = spread?.[i] ?? Number.NaN;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
          <g key={i}>
            {Number.isFinite(off) && <line x1={xOf(x)} x2={xOf(x)} y1={yOf(y - off)} y2={yOf(y + off)} />}
            {(dots || shown.length === 1) && Number.isFinite(y) && (
              <circle cx={xOf(x)} cy={yOf(y)} r={2.5} fill={colour} />
            )}
          </g>
        );
      })}
    </g>
  );
}

const colourOf = (i: number) => `rgb(${categoryColour(Math.max(0, i)).join(' ')})`;
const dashOf = (i: number) => dashes[Math.max(0, i) % dashes.length];
const short = (value: number) => Number(value.toPrecision(3)).toLocaleString('en');
