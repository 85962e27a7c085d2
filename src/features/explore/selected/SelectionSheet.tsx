// biome-ignore-all lint/a11y/useFocusableInteractive: the sheet holds the focus and points at its picture by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the sheet hears the keys
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { IdRows } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { stepInGrid } from '../../../ui/lists/stepInGrid.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import { useWidth } from '../../../ui/useWidth.ts';
import classes from './SelectionSheet.module.css';

interface SelectionSheetProps {
  ids: IdRows;
  /** Catalogue rows in the order shown. */
  rows: Uint32Array;
  /** Catalogue row of the chosen galaxy. */
  chosen: number | null;
  onChoose(row: number): void;
  /** Delete on a picture. */
  onTakeOut(row: number): void;
}

const leastTilePx = 44;
const gapPx = 2;

/**
 * Pictures of many galaxies, of which only those in sight are drawn. One stop for the tab key: arrows or j, k move, Enter
 * chooses, Delete takes the galaxy out.
 */
export function SelectionSheet({ ids, rows, chosen, onChoose, onTakeOut }: SelectionSheetProps) {
  const [frame, widthPx] = useWidth<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const { hover } = useSession().hovered.getState();
  const sheetId = useId();
  const [current, setCurrent] = useState(0);
  const across = Math.max(2, Math.floor((widthPx + gapPx) / (leastTilePx + gapPx)));
  const tilePx = Math.max(1, (widthPx + gapPx) / across - gapPx);
  const linePx = tilePx + gapPx;
  const lines = useVirtualizer({
    count: Math.ceil(rows.length / across),
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 2,
  });
  const { scrollToIndex, measure } = lines;
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines have another height at another width
  useEffect(measure, [linePx, measure]);
  const former = useRef(rows.length);
  useEffect(() => {
    const tookOneOut = rows.length === former.current - 1;
    former.current = rows.length;
    if (tookOneOut) {
      setCurrent(place => Math.max(0, Math.min(place, rows.length - 1))); // the next one is looked at
      return;
    }
    setCurrent(0); // another order, or other galaxies
    if (rows.length > 0) scrollToIndex(0);
  }, [rows, scrollToIndex]);

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || current >= rows.length) return;
    const to = stepInGrid(event.key, current, rows.length, across);
    if (to !== null) {
      setCurrent(to);
      scrollToIndex(Math.floor(to / across), { align: 'auto' });
    } else if (event.key === 'Enter' || event.key === ' ') onChoose(rows[current]);
    else if (event.key === 'Delete' || event.key === 'Backspace') onTakeOut(rows[current]);
    else return;
    event.preventDefault();
  }
  return (
    <div ref={frame}>
      <div
        ref={scroller}
        className={classes.scroller}
        role="listbox"
        aria-label="Galaxies selected"
        tabIndex={0}
        aria-activedescendant={current < rows.length ? `${sheetId}-${rows[current]}` : undefined}
        onKeyDown={press}
      >
        <div className={classes.body} role="presentation" style={{ height: lines.getTotalSize() }}>
          {lines.getVirtualItems().flatMap(({ index, start }) =>
            Array.from(rows.subarray(index * across, (index + 1) * across), (row, i) => (
              <div
                key={row}
                id={`${sheetId}-${row}`}
                className={classes.tile}
                role="option"
                aria-label={ids.at(row) ?? ''}
                aria-selected={row === chosen}
                aria-setsize={rows.length}
                aria-posinset={index * across + i + 1}
                data-current={index * across + i === current}
                title={ids.at(row) ?? ''}
                style={{ width: tilePx, height: tilePx, transform: `translate(${i * linePx}px, ${start}px)` }}
                onPointerEnter={() => hover(row)}
                onPointerLeave={() => hover(null)}
                onClick={() => {
                  setCurrent(index * across + i);
                  onChoose(row);
                }}
              >
                <Tile row={row} chosen={row === chosen} />
              </div>
            )),
          )}
        </div>
      </div>
    </div>
  );
}

function Tile({ row, chosen }: { row: number; chosen: boolean }) {
  const { url, failure } = useGalaxyImage(row);
  return <Thumbnail url={url} failure={failure} alt="" line={chosen ? 'selected' : 'plain'} />;
}
