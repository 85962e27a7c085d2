import { useSyncExternalStore } from 'react';
import { lazyPart } from '../../ui/lazyPart.tsx';
import type { MapScene } from './scene/mapScene.ts';

const Minimap = lazyPart('The small map', async () => (await import('./minimap/Minimap.tsx')).Minimap);

const octavesNear = 0.7; // beyond the fit: from then on part of the map is out of sight

/** A small map of the whole, while only a part is on screen. */
export function MapInset({ scene }: { scene: MapScene }) {
  const isNear = useSyncExternalStore(scene.onView, () => {
    const { camera, fitZoom } = scene.view();
    return camera.zoom - fitZoom > octavesNear;
  });
  const density = useSyncExternalStore(scene.onView, scene.density);
  return isNear && density ? <Minimap scene={scene} density={density} /> : null;
}
