import type { Mark } from '../../contracts/figure.ts';

/** Marks of a figure on the screen, for the inside of an SVG element; pictures are for files alone. */
export function DrawnMarks({ marks }: { marks: readonly Mark[] }) {
  return marks.map((mark, i) => {
    const key = i; // a mark is its place
    switch (mark.kind) {
      case 'line':
        return (
          <polyline
            key={key}
            fill="none"
            stroke={mark.colour}
            strokeWidth={mark.widthPx ?? 1}
            strokeDasharray={mark.dash}
            points={mark.points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
          />
        );
      case 'box':
        return (
          <rect
            key={key}
            x={mark.xPx}
            y={mark.yPx}
            width={mark.widthPx}
            height={mark.heightPx}
            fill={mark.fill}
          />
        );
      case 'text':
        return (
          <text
            key={key}
            x={mark.xPx}
            y={mark.yPx}
            fill={mark.colour}
            fontSize={mark.sizePx ?? 12}
            textAnchor={mark.anchor ?? 'start'}
          >
            {mark.text}
          </text>
        );
      default:
        return null;
    }
  });
}
