import { useEffect, useState } from 'react';
import type { MapScene } from './mapScene.ts';

/** A ref for what stands in the lower left of the map, the legend: the whole map is shown clear of it. */
export function useCoveredCorner(scene: MapScene): (element: HTMLElement | null) => void {
  const [element, setElement] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const map = element?.parentElement;
    if (!element || !map) return;
    const observer = new ResizeObserver(() => {
      const [box, whole] = [element.getBoundingClientRect(), map.getBoundingClientRect()];
      scene.setCorner({ width: box.right - whole.left, height: whole.bottom - box.top });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      scene.setCorner(null);
    };
  }, [element, scene]);
  return setElement;
}
