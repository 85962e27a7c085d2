import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { stepInGrid } from '../../../ui/lists/stepInGrid.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import classes from './ContactSheet.module.css';
import { landingPlaces } from './flight.ts';
import { sheetTiles } from './sheetRows.ts';

const tilePx = 80; // with its gap, as in the style
const atOnce = 12; // first of all a line of pictures; the others are asked for when the first is here
const flightMs = 700; // as in the style

/** A catalogue's galaxies in the place of its map, from the moment it is open until they fly to their places on the first map. */
export function ContactSheet({ catalogue, onGone }: { catalogue: OpenedCatalogue; onGone(): void }) {
  const session = useSession();
  const { choose } = session.selection.getState();
  const selected = useStore(session.selection, s => s.row);
  const positions = useStore(session.positions, s => s.positions);
  const seen = useStore(session.jobs, ({ jobs }) =>
    Math.max(
      0,
      ...jobs.map(({ outcome, progress }) =>
        outcome === 'running' && progress?.phase === 'Embedding' ? progress.done : 0,
      ),
    ),
  );
  const list = useRef<HTMLUListElement>(null);
  const [fits, setFits] = useState({ columns: 1, tiles: 0 });
  const [hasFirst, setHasFirst] = useState(false);
  const [current, setCurrent] = useState(0);
  useLayoutEffect(() => {
    const { clientWidth, clientHeight } = list.current as HTMLUListElement;
    const columns = Math.max(1, Math.floor(clientWidth / tilePx));
    setFits({ columns, tiles: columns * Math.max(1, Math.floor(clientHeight / tilePx)) });
  }, []);
  const tiles = useMemo(() => sheetTiles(catalogue.rowCount, fits.tiles), [catalogue, fits]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: they take off once, however the map moves afterwards
  useEffect(() => {
    if (!positions || !list.current) return;
    fly(
      list.current,
      positions,
      tiles.map(tile => tile.row),
    );
    const timer = setTimeout(onGone, flightMs);
    return () => clearTimeout(timer);
  }, [positions !== null]);

  function step(event: KeyboardEvent<HTMLUListElement>): void {
    const to = stepInGrid(event.key, current, tiles.length, fits.columns);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCurrent(to);
    event.currentTarget.querySelectorAll('button')[to]?.focus();
  }
  return (
    <ul
      ref={list}
      className={classes.sheet}
      data-leaving={positions !== null}
      aria-label="A sample of the galaxies, before there is a map"
      onKeyDown={step}
    >
      {tiles.map(({ row, turn }, i) => (
        <li key={row} data-seen={turn < seen}>
          {(hasFirst || i < atOnce) && (
            <Tile
              row={row}
              id={catalogue.ids.at(row)}
              selected={row === selected}
              reachable={i === current}
              onChoose={() => choose(row)}
              onShown={() => setHasFirst(true)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface TileProps {
  row: number;
  id: string;
  selected: boolean;
  reachable: boolean;
  onChoose(): void;
  onShown(): void;
}

function Tile({ row, id, selected, reachable, onChoose, onShown }: TileProps) {
  const { url, failure } = useGalaxyImage(row);
  return (
    <button
      type="button"
      className={classes.tile}
      tabIndex={reachable ? 0 : -1}
      aria-label={`galaxy ${id}`}
      aria-current={selected || undefined}
      title={id}
      onClick={onChoose}
      onLoadCapture={onShown}
    >
      <Thumbnail url={url} failure={failure} alt="" line={selected ? 'selected' : 'plain'} />
    </button>
  );
}

/** Sends each tile to its galaxy's place on the map, where it shrinks to a point; the style moves it. */
function fly(list: HTMLUListElement, positions: Float32Array, rows: number[]): void {
  const { clientWidth: width, clientHeight: height } = list;
  const items = [...list.children] as HTMLElement[];
  for (const [i, place] of landingPlaces(positions, rows, { width, height }).entries()) {
    const item = items[i];
    if (!place || !item) continue;
    const x = place[0] - item.offsetLeft - item.offsetWidth / 2;
    const y = place[1] - item.offsetTop - item.offsetHeight / 2;
    item.style.transform = `translate(${x}px, ${y}px) scale(0.1)`;
  }
}
