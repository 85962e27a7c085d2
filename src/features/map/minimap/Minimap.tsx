import { type PointerEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import type { MapDensity } from '../../../contracts/map.ts';
import { float16ToNumber } from '../../../data/bytes/float16.ts';
import { visibleBounds } from '../points/camera.ts';
import type { MapScene } from '../scene/mapScene.ts';
import classes from './Minimap.module.css';

const sidePx = 128;

/** The whole map in small with what is on screen; pressing or dragging on it goes there. */
export function Minimap({ scene, density }: { scene: MapScene; density: MapDensity }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { camera, size } = useSyncExternalStore(scene.onView, scene.view);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, density);
  }, [density]);

  const { frame } = density;
  const scale = sidePx / (frame.side * frame.cell);
  const seen = visibleBounds(camera, size);
  const left = Math.max(0, (seen.minX - frame.minX) * scale);
  const right = Math.min(sidePx, (seen.maxX - frame.minX) * scale);
  const top = Math.max(0, sidePx - (seen.maxY - frame.minY) * scale);
  const bottom = Math.min(sidePx, sidePx - (seen.minY - frame.minY) * scale);

  function go(event: PointerEvent): void {
    if ((event.buttons & 1) === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const x = frame.minX + (event.clientX - box.left) / scale;
    const y = frame.minY + (sidePx - (event.clientY - box.top)) / scale;
    scene.lookAt(x, y);
  }
  return (
    <div className={classes.minimap}>
      <div className={classes.whole} onPointerDown={go} onPointerMove={go} aria-hidden="true">
        <canvas ref={canvas} width={sidePx} height={sidePx} />
        <svg viewBox={`0 0 ${sidePx} ${sidePx}`} width={sidePx} height={sidePx} aria-hidden="true">
          <rect
            x={left}
            y={top}
            width={Math.max(4, right - left)}
            height={Math.max(4, bottom - top)}
            rx={2}
          />
        </svg>
      </div>
      <button type="button" onClick={scene.fit}>
        Back to all
      </button>
    </div>
  );
}

/** Heights as shades of the canvas's own colour. */
function draw(canvas: HTMLCanvasElement, { frame, heights }: MapDensity): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(sidePx, sidePx);
  const step = frame.side / sidePx;
  for (let line = 0; line < sidePx; line++) {
    for (let column = 0; column < sidePx; column++) {
      const from = Math.floor((sidePx - 1 - line) * step) * frame.side + Math.floor(column * step);
      image.data.set([120, 150, 210, 255 * float16ToNumber(heights[from])], 4 * (line * sidePx + column));
    }
  }
  context.putImageData(image, 0, 0);
}
