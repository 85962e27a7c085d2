// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not drawn, so roles and counts describe the list
// biome-ignore-all lint/a11y/useFocusableInteractive: the list holds the focus and points at its line by aria-activedescendant
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the list handles the keys
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { hoverProps } from '../../../session/map/hoverProps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { useVirtualList } from '../../../ui/lists/useVirtualList.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import type { AnomaliesState, AnomaliesStore } from '../state/anomaliesState.ts';
import { expectedText } from '../state/phrases.ts';
import classes from './RankedList.module.css';
import type { RankedRows } from './rankedRows.ts';

const lineHeightPx = 44; // a thumbnail of 36 px with its margin

interface RankedListProps extends RankedRows {
  store: AnomaliesStore;
  catalogue: OpenedCatalogue;
  label: string;
}

/** Galaxies, the best first; only the visible ones are drawn. Arrows or j, k move, Enter shows one on the card. */
export function RankedList({ store, catalogue, rows, by, label }: RankedListProps) {
  const session = useSession();
  const { selection } = session;
  const state = useStore(store);
  const choose = (place: number) => selection.getState().choose(rows[place]);
  const list = useVirtualList<HTMLDivElement>({ count: rows.length, linePx: lineHeightPx, onChoose: choose });
  return (
    <div {...list.scroller} className={classes.list} role="listbox" aria-label={label}>
      <div role="presentation" className={classes.body} style={{ height: list.bodyPx }}>
        {list.lines.map(({ place, topPx }) => {
          const row = rows[place];
          return (
            <div
              key={place}
              id={list.idOf(place)}
              role="option"
              aria-setsize={rows.length}
              aria-posinset={place + 1}
              aria-selected={row === state.shown}
              className={classes.line}
              data-current={place === list.current}
              style={{ transform: `translateY(${topPx}px)` }}
              {...hoverProps(session, row)}
              onClick={() => {
                list.pointAt(place, false);
                choose(place);
              }}
            >
              <span className={classes.rank}>{formatCount(place + 1)}</span>
              <Small row={row} />
              <span className={classes.id} title={catalogue.ids.at(row)}>
                {catalogue.ids.at(row)}
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
  const { searchRows, learnt, unusual } = state;
  const score = searchRows.scores.get(row);
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
