import classes from './Bars.module.css';

interface BarsProps {
  /** Heights from left to right, ≥ 0; the highest fills the line. */
  counts: number[];
  /** What the bars show, in words. */
  label: string;
  /** Default 96 × 20 px. */
  widthPx?: number;
  heightPx?: number;
}

/** A histogram the size of a word. */
export function Bars({ counts, label, widthPx = 96, heightPx = 20 }: BarsProps) {
  const highest = Math.max(1, ...counts);
  const step = widthPx / counts.length;
  return (
    <svg className={classes.bars} width={widthPx} height={heightPx} role="img" aria-label={label}>
      <title>{label}</title>
      {counts.map((count, i) => {
        const height = count === 0 ? 0 : Math.max(1, (heightPx * count) / highest); // even one galaxy shows
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={i}
            x={i * step}
            y={heightPx - height}
            width={Math.max(1, step - 1)}
            height={height}
          />
        );
      })}
    </svg>
  );
}
