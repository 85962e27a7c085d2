// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not drawn, so the table is told by roles and counts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its line by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys

import { type CSSProperties, useEffect, useMemo } from 'react';
import type { Column } from '../../contracts/column.ts';
import type { IdRows } from '../../contracts/ingest.ts';
import { hoverProps } from '../../session/map/hoverProps.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useVirtualList } from '../../ui/lists/useVirtualList.ts';
import { tableTextOf } from '../../ui/text/columnText.ts';
import classes from './GalaxyGrid.module.css';
import { GridHeader } from './GridHeader.tsx';
import type { SortBy } from './rowOrder.ts';

const rowHeightPx = 24; // 12 px text with room for a finger of the mouse
const headerHeightPx = 28;

interface GalaxyGridProps {
  ids: IdRows;
  columns: Column[];
  /** Catalogue rows in the order shown. */
  rows: Uint32Array;
  sort: SortBy | null;
  /** Catalogue row of the selected galaxy. */
  selected: number | null;
  onSort(sort: SortBy): void;
  /** @param keys held during a click */
  onChoose(row: number, keys?: { shiftKey: boolean; altKey: boolean }): void;
}

/** A grid of which only the lines in sight are drawn. One stop for the tab key; arrows or j, k move, Enter chooses. */
export function GalaxyGrid({ ids, columns, rows, sort, selected, onSort, onChoose }: GalaxyGridProps) {
  const list = useVirtualList<HTMLDivElement>({
    count: rows.length,
    linePx: rowHeightPx,
    headerPx: headerHeightPx,
    beyond: 8,
    onChoose: place => onChoose(rows[place]),
  });
  const { pointAt } = list;
  const session = useSession();
  const texts = useMemo(() => columns.map(column => ({ column, text: tableTextOf(column) })), [columns]);
  const idLetters = useMemo(() => widestId(ids), [ids]);
  useEffect(() => {
    const place = selected === null ? -1 : rows.indexOf(selected);
    if (place >= 0) pointAt(place);
  }, [selected, rows, pointAt]);

  const layout = { '--columns': columns.length, '--id-letters': idLetters } as CSSProperties;
  return (
    <div
      {...list.scroller}
      className={classes.grid}
      style={layout}
      role="grid"
      aria-label="Galaxies"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
    >
      <GridHeader columns={columns} sort={sort} onSort={onSort} />
      <div role="rowgroup" className={classes.body} style={{ height: list.bodyPx }}>
        {list.lines.map(({ place, topPx }) => {
          const row = rows[place];
          return (
            <div
              key={place}
              id={list.idOf(place)}
              role="row"
              aria-rowindex={place + 2}
              aria-selected={row === selected}
              className={classes.line}
              data-current={place === list.current}
              style={{ transform: `translateY(${topPx}px)` }}
              {...hoverProps(session, row)}
              onClick={event => {
                pointAt(place, false);
                onChoose(row, event);
              }}
            >
              <div role="rowheader" className={classes.id} title={ids.at(row)}>
                {ids.at(row)}
              </div>
              {texts.map(({ column, text }) => (
                <div key={column.name} role="gridcell" className={classes.cell} data-kind={column.kind}>
                  {text(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const mostLetters = 24; // longer ids are cut; their end is in the tooltip

/** Letters of the longest id, for the width of its column. */
function widestId(ids: IdRows): number {
  let most = 2;
  for (const id of ids) if (id.length > most) most = id.length;
  return Math.min(most, mostLetters);
}
