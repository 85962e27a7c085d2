import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { hasRow } from '../../maths/catalogue/rowMask.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { modeOfKeys } from '../../session/sets/galaxySet.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { columnLabel } from '../../ui/text/columnText.ts';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { HoverCard } from './HoverCard.tsx';
import { MapAnnouncer } from './MapAnnouncer.tsx';
import { MapInset } from './MapInset.tsx';
import { MapStatus } from './MapStatus.tsx';
import classes from './MapView.module.css';
import { useMapKey } from './mapActions.ts';
import type { MapStore } from './mapStore.ts';
import { filteredPainting } from './points/filteredPainting.ts';
import type { Direction } from './points/nearestPoint.ts';
import { paint } from './points/pointColours.ts';
import { inkOf } from './scene/ink.ts';
import { createPointedStore } from './scene/pointed.ts';
import { useMapScene } from './scene/useMapScene.ts';
import type { FetchThumbnails } from './thumbnails/thumbnailAtlas.ts';

/** What a map needs of the house. */
export interface MapViewProps {
  store: MapStore;
  /** Small squares of the open catalogue's galaxies; must keep its identity. */
  fetchThumbnails: FetchThumbnails;
  /** Where what is on screen comes from, for pictures of it. */
  provenance: HouseServices['provenanceNotes'];
  /** Opens the choice of a catalogue, offered while there is none. */
  onOpen?: () => void;
  /** For the second of two maps side by side: closes it. It has no legend and no settings of its own. */
  onClose?: () => void;
  /** Told after each frame that shows galaxies; must keep its identity. */
  onDrawn?: () => void;
}

const RegionNames = lazyPart(
  'The names of regions',
  async () => (await import('./names/RegionNames.tsx')).RegionNames,
);
const MapAxes = lazyPart('The axes of the map', async () => (await import('./layouts/MapAxes.tsx')).MapAxes);
const MapControls = lazyPart(
  'The legend and the tools of the map',
  async () => (await import('./MapControls.tsx')).MapControls,
);
const Lasso = lazyPart('The lasso', async () => (await import('./Lasso.tsx')).Lasso);

const arrows: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const clickReachPx = 4; // a press that moved farther was a pan

/**
 * The map of the open catalogue, filling its parent. Longer than other functions: what the pointer and the keys do all
 * concerns the one scene it holds.
 */
export function MapView({ store, fetchThumbnails, provenance, onClose, onOpen, onDrawn }: MapViewProps) {
  const session = useSession();
  const isSecond = onClose !== undefined;
  const { catalogue, columns, positions, selection, preferences } = session;
  const open = useStore(catalogue, s => s.catalogue);
  const all = useStore(columns, s => s.columns);
  const painted = useStore(columns, s => s.painted);
  const theme = useStore(preferences, s => s.theme);
  const names = useStore(preferences, s => s.regionNames);
  const hasMap = useStore(positions, s => s.positions !== null);
  const layout = useStore(session.maps, s => s.shown?.layout ?? null);
  const axes = layout && layout.kind !== 'umap' ? layout : null;
  const hasSelection = useStore(selection, s => s.row !== null || s.rows.length > 0);
  const [pointer] = useState(createPointedStore);
  const host = useRef<HTMLDivElement>(null);
  const pressed = useRef<{ xPx: number; yPx: number } | null>(null);
  const [drawn, setDrawn] = useState(false);
  const hasDrawn = useCallback(() => {
    setDrawn(true);
    onDrawn?.();
  }, [onDrawn]);
  const { scene, failure } = useMapScene(host, session, pointer, fetchThumbnails, hasDrawn);

  const column = all.find(each => each.name === painted) ?? null;
  const rowCount = open?.rowCount ?? 0;
  const painting = useMemo(() => paint(column, rowCount, theme), [column, rowCount, theme]);
  const passing = useStore(session.filters, s => s.passing);
  const hides = useStore(session.filters, s => s.hides);
  useEffect(() => {
    if (host.current) scene?.setPainting(filteredPainting(painting, passing, hides), inkOf(host.current));
  }, [scene, painting, passing, hides]);

  function zoomToSelection(): void {
    const { row, rows } = selection.getState();
    if (rows.length > 0) scene?.zoomTo(row === null ? rows : [...rows, row]);
    else if (row !== null) scene?.zoomTo([row]);
  }
  useMapKey('f', zoomToSelection);
  const [lasso, setLasso] = useState(false);
  useMapKey('l', () => setLasso(!lasso && !isSecond));

  function at(event: PointerEvent): { xPx: number; yPx: number } {
    const box = event.currentTarget.getBoundingClientRect();
    return { xPx: event.clientX - box.left, yPx: event.clientY - box.top };
  }
  function hover(event: PointerEvent): void {
    if (event.buttons !== 0 || event.pointerType === 'touch') return;
    const place = at(event);
    const row = scene?.pick(place.xPx, place.yPx) ?? null;
    pointer.getState().point(row === null ? null : { row, ...place, by: 'pointer' });
  }
  function release(event: PointerEvent): void {
    const { xPx, yPx } = at(event);
    const from = pressed.current;
    pressed.current = null;
    if (!from || Math.hypot(xPx - from.xPx, yPx - from.yPx) > clickReachPx) return;
    const row = scene?.pick(xPx, yPx) ?? null;
    if (row === null) return;
    const { rows, choose, chooseMany } = selection.getState();
    if (event.shiftKey || event.altKey) {
      const mode = event.altKey || rows.includes(row) ? 'subtract' : 'add';
      chooseMany(Uint32Array.of(row), 'picked', mode);
    } else choose(row);
  }
  function press(event: KeyboardEvent): void {
    const { pointed, point } = pointer.getState();
    const direction = arrows[event.key];
    if (direction && scene) {
      event.preventDefault();
      const row = scene.next(pointed?.row ?? selection.getState().row, direction);
      if (row === null) return;
      scene.reveal(row);
      const [xPx, yPx] = scene.screenOf(row) ?? [0, 0];
      point({ row, xPx, yPx, by: 'keys' });
    } else if (event.key === 'Enter' && pointed) {
      event.preventDefault();
      selection.getState().choose(pointed.row);
    } else if (event.key === 'Escape') point(null);
    else if (event.key === '+' || event.key === '=') scene?.zoomBy(1);
    else if (event.key === '-') scene?.zoomBy(-1);
  }

  const colouring = column ? `, coloured by ${columnLabel(column)}` : '';
  return (
    <div className={classes.map}>
      <div
        ref={host}
        className={classes.canvas}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a map is walked through by arrow keys
        tabIndex={0}
        aria-label={`${isSecond ? 'Second map' : 'Map'} of ${formatGalaxies(rowCount)} by ${axes ? 'two axes' : 'shape'}${colouring}. Arrow keys go from galaxy to galaxy, Enter selects.`}
        onPointerMove={hover}
        onPointerLeave={() => pointer.getState().point(null)}
        onPointerDown={event => {
          pressed.current = event.button === 0 && event.isPrimary ? at(event) : null;
        }}
        onPointerUp={release}
        onKeyDown={press}
        onBlur={() => pointer.getState().point(null)}
      />
      {lasso && scene && (
        <Lasso
          within={scene.within}
          onChoose={(rows, keys) => {
            const { chooseMany, mode } = selection.getState();
            const seen = passing ? rows.filter(row => hasRow(passing, row)) : rows;
            chooseMany(seen, 'lasso', modeOfKeys(keys, mode));
          }}
          onEnd={() => setLasso(false)}
        />
      )}
      <HoverCard pointer={pointer} />
      <MapStatus store={store} failure={failure} onOpen={onOpen} />
      {open && hasMap && scene && !failure && (
        <>
          {names && <RegionNames scene={scene} />}
          {axes && <MapAxes scene={scene} layout={axes} />}
          <MapInset scene={scene} />
          {drawn && (
            <MapControls
              store={store}
              provenance={provenance}
              onClose={onClose}
              scene={scene}
              fetchThumbnails={fetchThumbnails}
              legend={painting.key}
              canZoomToSelection={hasSelection}
              onZoomToSelection={zoomToSelection}
              lasso={lasso}
              onLasso={() => setLasso(!lasso)}
            />
          )}
        </>
      )}
      <MapAnnouncer pointer={pointer} />
    </div>
  );
}
