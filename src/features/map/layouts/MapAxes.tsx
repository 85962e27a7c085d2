import { ticks as evenTicks } from 'd3-array';
import { useMemo, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../../contracts/column.ts';
import type { ColumnAxes } from '../../../contracts/layoutSettings.ts';
import type { Axis } from '../../../maths/layout/axisPlaces.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { toScreen, visibleBounds } from '../points/camera.ts';
import { coveredBoxes } from '../scene/coveredBoxes.ts';
import type { MapScene } from '../scene/mapScene.ts';
import classes from './MapAxes.module.css';
import { axesOf } from './plainMaps.ts';

const ticksWide = 7;
const ticksHigh = 6;
const belowPx = 24; // of the numbers along the lower edge
const halfTextPx = 24; // of a number at a tick: none stands half under the legend

interface MapAxesProps {
  scene: MapScene;
  layout: ColumnAxes | { kind: 'components' };
}

/** What left and right, up and down mean on a map of two columns or components, along its lower and its right edge. */
export function MapAxes({ scene, layout }: MapAxesProps) {
  const columns = useStore(useSession().columns, s => s.columns);
  const { camera, size } = useSyncExternalStore(scene.onView, scene.view);
  const axes = useMemo(() => (layout.kind === 'columns' ? axesOf(layout, columns) : null), [layout, columns]);
  const frame = useRef<HTMLDivElement>(null);
  const covered = Math.max(
    0,
    ...coveredBoxes(frame.current?.parentElement)
      .filter(box => box.bottom > size.height - belowPx)
      .map(box => box.right),
  );
  const seen = visibleBounds(camera, size);
  const byRank = layout.kind === 'columns' && layout.by === 'ranks';
  const x = axes ? ticksOf(axes.x, byRank, seen.minX, seen.maxX, ticksWide) : [];
  const y = axes ? ticksOf(axes.y, byRank, seen.minY, seen.maxY, ticksHigh) : [];
  const [nameX, nameY] =
    layout.kind === 'columns'
      ? [layout.x, layout.y].map(name => titleOf(columns, name, byRank))
      : ['component 1', 'component 2'];
  return (
    <div ref={frame} className={classes.axes}>
      {x
        .map(({ place, text }) => ({ text, left: toScreen(camera, size, place, 0)[0] }))
        .filter(({ left }) => left > covered + halfTextPx)
        .map(({ text, left }) => (
          <span key={left} className={classes.below} style={{ left }}>
            {text}
          </span>
        ))}
      {y.map(({ place, text }) => (
        <span key={place} className={classes.beside} style={{ top: toScreen(camera, size, 0, place)[1] }}>
          {text}
        </span>
      ))}
      <span className={classes.nameX}>{nameX} →</span>
      <span className={classes.nameY}>{nameY} →</span>
    </div>
  );
}

/** Round values in sight and where they stand; by rank, even places in sight and the values there. */
function ticksOf(
  axis: Axis,
  byRank: boolean,
  from: number,
  to: number,
  count: number,
): { place: number; text: string }[] {
  const [low, high] = [axis.valueAt(from), axis.valueAt(to)];
  if (Number.isNaN(low + high)) return [];
  const text = (value: number) => formatNumber(value, 4);
  if (!byRank)
    return evenTicks(low, high, count).map(value => ({ place: axis.placeOf(value), text: text(value) }));
  const places = evenTicks(Math.max(-10, from), Math.min(10, to), count);
  return places.map(place => ({ place, text: text(axis.valueAt(place)) }));
}

function titleOf(columns: readonly Column[], name: string, byRank: boolean): string {
  const column = columns.find(each => each.name === name);
  const unit = column?.unit ? ` (${column.unit})` : '';
  return `${column ? columnLabel(column) : name}${unit}${byRank ? ', by rank' : ''}`;
}
