import { ActionIcon, Select } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type Ref, useState } from 'react';
import type { Column } from '../../contracts/column.ts';
import { nullColour, type Rgb } from '../../maths/images/colourScale.ts';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { columnLabel, shortName } from '../../ui/text/columnText.ts';
import { formatCount, formatCounted, formatGalaxies, formatNumber } from '../../ui/text/quantity.ts';
import classes from './Legend.module.css';
import { type CategoryKey, type LegendKey, type NumberKey, otherGrey } from './points/pointColours.ts';

interface LegendProps {
  ref?: Ref<HTMLElement>;
  columns: Column[];
  /** Name of the painted column; null for none. */
  painted: string | null;
  legend: LegendKey;
  simulated: boolean;
  /** Whether a survey has more galaxies than those that are counted. */
  ofPart: boolean;
  /** Which marks are on the map beside its colours. */
  marks: { near: boolean; chosen: boolean };
  /** Code of the category whose galaxies are selected, if those alone are. */
  chosen: number | null;
  onPaint(name: string | null): void;
  /** A click on a category: select its galaxies. @param keys held meanwhile */
  onCategory(code: number, keys: { shiftKey: boolean; altKey: boolean }): void;
}

const narrow = '(max-width: 900px)'; // there the legend would cover most of the map

/** What the colours on the map mean, and the choice of the column they show. */
export function Legend({
  ref,
  columns,
  painted,
  legend,
  simulated,
  ofPart,
  marks,
  chosen,
  onPaint,
  onCategory,
}: LegendProps) {
  const column = columns.find(each => each.name === painted);
  const title = column && columnLabel(column);
  const description = column?.description;
  const [isOpen, setOpen] = useState(() => !matchMedia(narrow).matches);
  return (
    <section ref={ref} className={classes.legend} aria-label="Legend">
      <div className={classes.head}>
        <Select
          aria-label="Colour by"
          placeholder="Colour by …"
          size="xs"
          searchable
          clearable
          data={choices(columns)}
          value={painted}
          onChange={onPaint}
          nothingFoundMessage="No such column"
          comboboxProps={{ position: 'top-start', width: 340 }}
          className={classes.select}
        />
        {simulated && <SimulatedBadge />}
        <ActionIcon
          size="sm"
          aria-label={isOpen ? 'Fold the legend' : 'Unfold the legend'}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <IconChevronDown size={14} /> : <IconChevronUp size={14} />}
        </ActionIcon>
      </div>
      {isOpen && (
        <>
          {title && title.length > nameThatFits && <p className={classes.painted}>{title}</p>}
          {description && <p className={classes.description}>{description}</p>}
          {legend.kind === 'number' && <Gradient legend={legend} />}
          {legend.kind === 'number' && legend.nearlyConstant && (
            <p className={classes.description}>
              {legend.low === legend.high
                ? 'The same everywhere.'
                : 'Nearly the same everywhere: the scale is wider than the values.'}
            </p>
          )}
          {legend.kind === 'category' && <Swatches legend={legend} chosen={chosen} onCategory={onCategory} />}
          {legend.kind !== 'plain' && legend.nulls > 0 && (
            <p className={classes.nulls}>
              <Swatch colour={nullColour} /> no value <span>{formatCount(legend.nulls)}</span>
            </p>
          )}
          {ofPart && legend.kind === 'category' && <p className={classes.description}>Of those loaded.</p>}
          {(marks.near || marks.chosen) && (
            <ul className={classes.marks} aria-label="Marks on the map">
              {marks.near && (
                <li>
                  <Shape path="M5 0 10 5 5 10 0 5Z" /> nearest
                </li>
              )}
              {marks.chosen && (
                <li>
                  <Shape path="M5 1a4 4 0 1 0 .01 0Z" isHollow /> selected together
                </li>
              )}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

const nameThatFits = 16; // characters of a column's name that the selector shows whole

interface Choice {
  /** A column's name. */
  value: string;
  label: string;
}

const longestChoice = 48; // characters of a column in the menu

/** Columns that can be painted, under their headings. */
function choices(columns: Column[]): { group: string; items: Choice[] }[] {
  const groups = new Map<string, Choice[]>();
  for (const column of columns) {
    const { kind, name, source, group = source } = column;
    if (kind === 'text') continue;
    const choice = { value: name, label: shortName(columnLabel(column), longestChoice) };
    const items = groups.get(group);
    if (items) items.push(choice);
    else groups.set(group, [choice]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}

const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;

function Swatch({ colour }: { colour: Rgb }) {
  return <span className={classes.swatch} style={{ background: css(colour) }} aria-hidden="true" />;
}

/** A mark as it stands on the map. */
function Shape({ path, isHollow }: { path: string; isHollow?: boolean }) {
  return (
    <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
      <path
        d={path}
        fill={isHollow ? 'none' : 'currentColor'}
        stroke={isHollow ? 'currentColor' : 'none'}
        strokeWidth="1.6"
      />
    </svg>
  );
}

function Gradient({ legend }: { legend: NumberKey }) {
  const { low, high, below, above, unit, centre, stops } = legend;
  if (Number.isNaN(low)) return <p className={classes.description}>No galaxy has a value.</p>;
  const middle = centre === undefined ? 0 : (centre - low) / (high - low); // its label has room where it is clear of the ends
  return (
    <div>
      <div
        className={classes.gradient}
        style={{ background: `linear-gradient(to right, ${stops.map(css).join(',')})` }}
        aria-hidden="true"
      />
      <div className={classes.ends}>
        <span title={below > 0 ? `${formatGalaxies(below)} below` : undefined}>
          {below > 0 && '≤ '}
          {formatNumber(low)}
        </span>
        {middle > 0.2 && middle < 0.8 && (
          <span className={classes.centre} style={{ left: `${100 * middle}%` }}>
            {formatNumber(centre as number)}
          </span>
        )}
        <span title={above > 0 ? `${formatGalaxies(above)} above` : undefined}>
          {above > 0 && '≥ '}
          {formatNumber(high, 3, unit)}
        </span>
      </div>
    </div>
  );
}

function Swatches({
  legend,
  chosen,
  onCategory,
}: { legend: CategoryKey } & Pick<LegendProps, 'chosen' | 'onCategory'>) {
  const { entries, others } = legend;
  return (
    <ul className={classes.swatches}>
      {entries.map(({ code, name, count, colour }) => (
        <li key={code}>
          <button
            type="button"
            aria-pressed={code === chosen}
            title={`Select the galaxies of ${name}`}
            onClick={event => onCategory(code, event)}
          >
            <Swatch colour={colour} />
            <span className={classes.name}>{name}</span>
            <span className={classes.count}>{formatCount(count)}</span>
          </button>
        </li>
      ))}
      {others && (
        <li className={classes.others} title={others.names.join(', ')}>
          <Swatch colour={otherGrey} />
          <span className={classes.name}>{formatCounted(others.names.length, 'other')}</span>
          <span className={classes.count}>{formatCount(others.count)}</span>
        </li>
      )}
    </ul>
  );
}
