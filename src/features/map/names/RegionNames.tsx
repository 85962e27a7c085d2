import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { NamedRegion } from '../../../contracts/map.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatGalaxies, formatNumber } from '../../../ui/text/quantity.ts';
import { coveredBoxes } from '../scene/coveredBoxes.ts';
import type { MapScene } from '../scene/mapScene.ts';
import { placedNames } from './placedNames.ts';
import classes from './RegionNames.module.css';
import { useRegionNames } from './useRegionNames.ts';

/** What is over-represented where, written on the map; a click goes there. */
export function RegionNames({ scene }: { scene: MapScene }) {
  const regions = useRegionNames(useSession());
  const { camera, size, fitZoom } = useSyncExternalStore(scene.onView, scene.view);
  const list = useRef<HTMLUListElement>(null);
  const names = placedNames(regions, camera, size, {
    octavesBeyondFit: camera.zoom - fitZoom,
    covered: coveredBoxes(list.current?.parentElement),
  });
  useEffect(() => scene.setNames(names.map(({ region, ...at }) => ({ words: wordsOf(region), ...at }))));
  useEffect(() => () => scene.setNames([]), [scene]);
  return (
    <ul ref={list} className={classes.names} aria-label="Regions of the map">
      {names.map(({ region, xPx, yPx }) => (
        <li
          key={`${region.scale} ${region.x} ${region.y}`}
          style={{ transform: `translate(${Math.round(xPx)}px, ${Math.round(yPx)}px)` }}
        >
          <button
            type="button"
            title={`${explanation(region.factor)} Of ${formatGalaxies(region.galaxies)} here. Click to go there.`}
            onClick={() => scene.zoomToBox(region.box)}
          >
            {region.words}
            {region.factor !== null && <span> ×{formatNumber(region.factor, 2)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** As a figure writes it. */
function wordsOf({ words, factor }: NamedRegion): string {
  return factor === null ? words : `${words} ×${formatNumber(factor, 2)}`;
}

function explanation(factor: number | null): string {
  return factor === null
    ? 'Most galaxies here are beyond most others in this.'
    : `${formatNumber(factor, 2)} times as common here as on the whole map.`;
}
