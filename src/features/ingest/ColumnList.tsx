import { Button, TextInput } from '@mantine/core';
import { Fragment, memo, type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../contracts/column.ts';
import type { SurveyColumn } from '../../contracts/survey.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { Bars } from '../../ui/charts/Bars.tsx';
import { FoldButton } from '../../ui/FoldButton.tsx';
import lines from '../../ui/lists/lines.module.css';
import room from '../../ui/room.module.css';
import { isPart } from '../../ui/text/catalogueCount.ts';
import { columnLabel } from '../../ui/text/columnText.ts';
import { formatCount, formatGalaxies, formatNumber } from '../../ui/text/quantity.ts';
import classes from './ColumnList.module.css';
import { type Distribution, distributionInSurvey } from './distribution.ts';
import { useDistribution } from './useDistribution.ts';

const filteredAbove = 12; // as many as are read at a glance

/** The columns there are, how each is spread, and a button that paints the map by it. */
export function ColumnList() {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const survey = catalogue && isPart(catalogue) ? catalogue.tiled : undefined;
  const painted = useStore(session.columns, s => s.painted);
  const paint = useStore(session.columns, s => s.paint);
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase().split(/\s+/);
  const shown = columns.filter(c => {
    const name = `${columnLabel(c)} ${c.name}`.toLowerCase();
    return words.every(word => name.includes(word));
  });
  return (
    <section className={room.part} aria-labelledby="columns-title">
      <h2 id="columns-title" className={room.heading}>
        Columns <span className={classes.count}>{formatCount(columns.length)}</span>
      </h2>
      {survey && (
        <p className={room.note}>
          Ranges and bars are of the whole survey, {formatGalaxies(survey.rowCount)}.
        </p>
      )}
      {columns.length === 0 && <p className={room.note}>This catalogue has images and ids only.</p>}
      {columns.length > filteredAbove && (
        <TextInput
          size="xs"
          aria-label="Filter columns by name"
          placeholder="Filter columns"
          value={filter}
          onChange={event => setFilter(event.currentTarget.value)}
        />
      )}
      {columns.length > 0 && shown.length === 0 && <p className={room.note}>No column has such a name.</p>}
      {groupsOf(shown).map(({ heading, members }) => {
        const list = (
          <ul className={lines.list} aria-label={heading}>
            {members.map(column => (
              <ColumnLine
                key={column.name}
                column={column}
                whole={
                  survey && catalogue?.columns.includes(column)
                    ? survey.columns.find(each => each.name === column.name)
                    : undefined
                }
                painted={painted === column.name}
                onPaint={paint}
              />
            ))}
          </ul>
        );
        if (heading === undefined) return <Fragment key="own">{list}</Fragment>;
        const open = filter !== '' || members.some(column => column.name === painted);
        return (
          <Group key={heading} heading={`${heading} (${members.length})`} startsOpen={open}>
            {list}
          </Group>
        );
      })}
    </section>
  );
}

/** Columns that stand under a heading of their own are folded away: a network's answers are many. */
function groupsOf(columns: readonly Column[]): { heading?: string; members: Column[] }[] {
  const groups = new Map<string | undefined, Column[]>();
  for (const column of columns) {
    const members = groups.get(column.group);
    if (members) members.push(column);
    else groups.set(column.group, [column]);
  }
  return [...groups].map(([heading, members]) => ({ heading, members }));
}

interface GroupProps {
  heading: string;
  startsOpen: boolean;
  children: ReactNode;
}

function Group({ heading, startsOpen, children }: GroupProps) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? startsOpen;
  return (
    <div>
      <FoldButton open={open} onChange={setChosen}>
        {heading}
      </FoldButton>
      {open && children}
    </div>
  );
}

interface ColumnLineProps {
  column: Column;
  /** How a survey spreads it, of which the catalogue is a part. */
  whole?: SurveyColumn;
  painted: boolean;
  onPaint(name: string | null): void;
}

const ColumnLine = memo(function ColumnLine({ column, whole, painted, onPaint }: ColumnLineProps) {
  const loaded = useDistribution(column);
  const distribution = (whole && distributionInSurvey(column, whole)) ?? loaded;
  const summary = summaryOf(column, distribution);
  return (
    <li className={`${lines.line} ${classes.line}`}>
      <div className={lines.words}>
        <span
          className={room.word}
          title={
            column.label ? `${column.name}: ${column.description ?? ''}` : (column.description ?? column.name)
          }
        >
          {columnLabel(column)}
        </span>
        <span className={lines.facts}>{summary}</span>
      </div>
      {distribution && (
        <Bars
          counts={distribution.counts}
          label={`Distribution of ${columnLabel(column)}: ${summary}`}
          widthPx={72}
        />
      )}
      {distribution !== null ? (
        <Button
          className={classes.paint}
          size="compact-xs"
          variant={painted ? 'filled' : 'default'}
          aria-pressed={painted}
          aria-label={`Colour by ${columnLabel(column)}`}
          onClick={() => onPaint(painted ? null : column.name)}
        >
          Colour by
        </Button>
      ) : (
        <span className={classes.text}>text</span>
      )}
    </li>
  );
});

/** "0 – 0.98", "6 kinds · 3,602 empty" */
function summaryOf(column: Column, distribution: Distribution | null | undefined): string {
  const parts: string[] = [];
  if (column.kind === 'category') {
    const kinds = column.categories.length;
    parts.push(kinds === 1 ? 'one kind' : `${formatCount(kinds)} kinds`);
  }
  if (distribution?.range) {
    const [least, most] = distribution.range;
    const unit = column.kind === 'number' ? column.unit : undefined;
    const round = rounderFor(most - least);
    parts.push(`${short(round(least))} – ${short(round(most))}${unit ? `\u202f${unit}` : ''}`);
  }
  if (distribution?.infinite) parts.push(`${formatCount(distribution.infinite)} infinite`);
  if (distribution && distribution.nulls > 0) parts.push(`${formatCount(distribution.nulls)} empty`);
  return parts.join(' · ');
}

/** Rounds to a hundredth of the range: 1.2 × 10⁻¹⁷ in a column up to 1 is 0. */
function rounderFor(range: number): (value: number) => number {
  if (range <= 0) return value => value;
  const step = 10 ** (Math.floor(Math.log10(range)) - 2);
  return value => Number((Math.round(value / step) * step).toPrecision(12)); // 12: hides the product's binary dust
}

/** Without zeros at its end: ends of a range are no measurements. */
function short(value: number): string {
  return formatNumber(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}
