// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not drawn, so the list is told by roles and counts
// biome-ignore-all lint/a11y/useFocusableInteractive: the list holds the focus and points at its line by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list hears the keys
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { stepInList } from '../../../ui/lists/stepInList.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import type { AnomaliesState, AnomaliesStore } from '../state/anomaliesState.ts';
import { expectedText } from '../state/phrases.ts';
import classes from './RankedList.module.css';
import type { RankedRows } from './rankedRows.ts';

const lineHeightPx = 44; // a thumbnail of 36 px with its margin

export interface RankedListProps extends RankedRows {
  store: AnomaliesStore;
  catalogue: OpenedCatalogue;
  label: string;
}

/** Galaxies best first, of which only those in sight are drawn. Arrows or j, k move, Enter brings one onto the card. */
export function RankedList({ store, catalogue, rows, by, label }: RankedListProps) {
  const { selection } = useSession();
  const state = useStore(store);
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, rows.length - 1);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeightPx,
    overscan: 4,
    // The line pointed at is drawn wherever one has scrolled: assistive technology is sent to it.
    rangeExtractor: range => [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b),
  });
  const { scrollToIndex } = lines;
  useEffect(() => {
    if (active !== current) setCurrent(Math.max(0, active)); // the list has become shorter
  }, [active, current]);

  function press(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      selection.getState().choose(rows[active]);
      return;
    }
    const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / lineHeightPx) - 1);
    const to = stepInList(event.key, active, rows.length, page);
    if (to === null) return;
    event.preventDefault();
    setCurrent(to);
    scrollToIndex(to, { align: 'auto' });
  }

  const lineId = (place: number) => `${listId}-${place}`;
  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      aria-label={label}
      aria-activedescendant={lineId(active)}
      tabIndex={0}
      onKeyDown={press}
    >
      <div role="presentation" className={classes.body} style={{ height: lines.getTotalSize() }}>
        {lines.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            <div
              key={index}
              id={lineId(index)}
              role="option"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              aria-selected={row === state.shown}
              className={classes.line}
              data-current={index === active}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                setCurrent(index);
                selection.getState().choose(row);
              }}
            >
              <span className={classes.rank}>{formatCount(index + 1)}</span>
              <Small row={row} />
              <span className={classes.id} title={catalogue.ids[row]}>
                {catalogue.ids[row]}
              </span>
              <Value row={row} by={by} state={state} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Small({ row }: { row: number }) {
  const { url, failure } = useGalaxyImage(row);
  return <Thumbnail url={url} failure={failure} alt="" />;
}

function Value({ row, by, state }: { row: number; by: RankedRows['by']; state: AnomaliesState }) {
  const { said, learnt, unusual } = state;
  const score = said.scores.get(row);
  if (score !== undefined) return <span className={classes.rated}>rated {score}</span>;
  if (by === 'interest' && learnt) {
    return (
      <span className={classes.value}>{expectedText(learnt.interest[row], learnt.uncertainty[row])}</span>
    );
  }
  if (by === 'unusual' && unusual) {
    return <span className={classes.value}>unusual {formatNumber(unusual.scores[row])}</span>;
  }
  return <span className={classes.value} />;
}
