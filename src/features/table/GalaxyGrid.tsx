// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not drawn, so the table is told by roles and counts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its line by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { Column } from '../../contracts/column.ts';
import { stepInList } from '../../ui/lists/stepInList.ts';
import { tableTextOf } from '../../ui/text/columnText.ts';
import classes from './GalaxyGrid.module.css';
import { GridHeader } from './GridHeader.tsx';
import type { SortBy } from './rowOrder.ts';

const rowHeightPx = 24; // 12 px text with room for a finger of the mouse
const headerHeightPx = 28;

export interface GalaxyGridProps {
  ids: readonly string[];
  columns: Column[];
  /** Catalogue rows in the order shown. */
  rows: Uint32Array;
  sort: SortBy | null;
  /** Catalogue row of the selected galaxy. */
  selected: number | null;
  onSort(sort: SortBy): void;
  onChoose(row: number): void;
}

/** A grid of which only the lines in sight are drawn. One stop for the tab key; arrows or j, k move, Enter chooses. */
export function GalaxyGrid({ ids, columns, rows, sort, selected, onSort, onChoose }: GalaxyGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, rows.length - 1);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
    paddingStart: headerHeightPx,
    scrollPaddingStart: headerHeightPx, // the header covers the first lines
    // The line pointed at is drawn wherever one has scrolled: assistive technology is sent to it.
    rangeExtractor: range => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });

  const texts = useMemo(() => columns.map(column => ({ column, text: tableTextOf(column) })), [columns]);
  const idLetters = useMemo(() => widestId(ids), [ids]);
  const { scrollToIndex } = lines;
  useEffect(() => {
    const place = selected === null ? -1 : rows.indexOf(selected);
    if (place < 0) return;
    setCurrent(place);
    scrollToIndex(place, { align: 'auto' });
  }, [selected, rows, scrollToIndex]);

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onChoose(rows[active]);
      return;
    }
    const page = Math.max(
      1,
      Math.floor((event.currentTarget.clientHeight - headerHeightPx) / rowHeightPx) - 1,
    );
    const to = stepInList(event.key, active, rows.length, page);
    if (to === null) return;
    event.preventDefault();
    setCurrent(to);
    scrollToIndex(to, { align: 'auto' });
  }

  const layout = { '--columns': columns.length, '--id-letters': idLetters } as CSSProperties;
  const lineId = (place: number) => `${gridId}-${place}`;
  return (
    <div
      ref={scroller}
      className={classes.grid}
      style={layout}
      role="grid"
      aria-label="Galaxies"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={lineId(active)}
      tabIndex={0}
      onKeyDown={press}
    >
      <GridHeader columns={columns} sort={sort} onSort={onSort} />
      <div role="rowgroup" className={classes.body} style={{ height: lines.getTotalSize() - headerHeightPx }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            <div
              key={index}
              id={lineId(index)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={row === selected}
              className={classes.line}
              data-current={index === active}
              style={{ transform: `translateY(${start - headerHeightPx}px)` }}
              onClick={() => {
                setCurrent(index);
                onChoose(row);
              }}
            >
              <div role="rowheader" className={classes.id} title={ids[row]}>
                {ids[row]}
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
function widestId(ids: readonly string[]): number {
  let most = 2;
  for (const id of ids) if (id.length > most) most = id.length;
  return Math.min(most, mostLetters);
}
