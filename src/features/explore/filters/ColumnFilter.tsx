import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { CategoryColumn, NumberColumn } from '../../../contracts/column.ts';
import { endsOf, noBin } from '../../../maths/filters/columnBins.ts';
import type { LinkedHistogram } from '../../../maths/filters/crossFilter.ts';
import type { Filter } from '../../../maths/filters/filter.ts';
import { FigureMenu } from '../../../ui/charts/figures/FigureMenu.tsx';
import { columnLabel, shortName } from '../../../ui/text/columnText.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
import classes from './ColumnFilter.module.css';
import { filterFigure } from './filterFigure.ts';
import { rangeText } from './filterWords.ts';
import { RangeBrush } from './RangeBrush.tsx';
import { WordBars } from './WordBars.tsx';

interface ColumnFilterProps {
  column: NumberColumn | CategoryColumn;
  histogram: LinkedHistogram;
  /** Of this column, where it has one. */
  filter: Filter | undefined;
  /** Null takes the filter away. */
  onChange(filter: Filter | null): void;
  onHide(): void;
}

const mostLetters = 36; // beside what passes; the telling end stays

/** One column: its name, what passes, and the picture to brush or click on. */
export function ColumnFilter({ column, histogram, filter, onChange, onHide }: ColumnFilterProps) {
  const { name, description } = column;
  const label = columnLabel(column);
  const unit = column.kind === 'number' && column.unit ? `\u202f${column.unit}` : '';
  const range = filter?.kind === 'range' ? filter : null;
  const words = filter?.kind === 'words' ? filter.words : null;
  const ends = endsOf(histogram.bins);
  const nulls = histogram.all[noBin];
  return (
    <div>
      <div className={classes.head}>
        <span className={classes.name} title={`${name}${description ? `: ${description}` : ''}`}>
          {shortName(label, mostLetters)}
        </span>
        <span className={classes.passing}>
          {range && `${rangeText(range.from, range.to)}${unit}`}
          {words &&
            `${formatCount(words.length)} of ${formatCount(new Set(column.kind === 'category' ? column.categories : []).size)}`}
          {!filter && 'all'}
        </span>
        <FigureMenu figure={filterFigure(column, histogram)} />
        <ActionIcon size={24} aria-label={`Take ${label} away`} onClick={onHide}>
          <IconX size={12} />
        </ActionIcon>
      </div>
      {column.kind === 'number' ? (
        <RangeBrush
          name={label}
          histogram={histogram}
          range={range}
          onChange={next => onChange(next && { kind: 'range', column: name, ...next })}
        />
      ) : (
        <WordBars
          words={column.categories}
          histogram={histogram}
          chosen={words}
          onChange={next => onChange(next && { kind: 'words', column: name, words: next })}
        />
      )}
      {ends && (
        <div className={classes.ends} aria-hidden="true">
          <span>{rangeText(ends[0], ends[0])}</span>
          {nulls > 0 && <span>{formatCount(nulls)} without a value</span>}
          <span>{rangeText(ends[1], ends[1])}</span>
        </div>
      )}
    </div>
  );
}
