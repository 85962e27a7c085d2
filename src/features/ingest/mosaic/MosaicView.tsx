import { type MouseEvent, useEffect, useRef } from 'react';
import type { MosaicFacts } from '../../../contracts/mosaic.ts';
import { useWidth } from '../../../ui/useWidth.ts';
import classes from './Mosaic.module.css';

/** A mark on the image: where, how wide, in pixels of the image. */
export interface MosaicMark {
  xPx: number;
  yPx: number;
  radiusPx: number;
  /** Drawn as the selection. */
  isChosen?: boolean;
}

interface MosaicViewProps {
  facts: MosaicFacts;
  marks: readonly MosaicMark[];
  /** A person clicked the mark. */
  onMark?(index: number): void;
}

const leastRadiusPx = 3; // on screen
const reachPx = 12; // of a click

/** The large image with its galaxies on it. */
export function MosaicView({ facts, marks, onMark }: MosaicViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [place, width] = useWidth<HTMLDivElement>();
  const { preview, widthPx, heightPx } = facts;
  const height = Math.round((width * heightPx) / widthPx);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0) return;
    const scale = devicePixelRatio;
    context.canvas.width = Math.round(width * scale);
    context.canvas.height = Math.round(height * scale);
    context.scale(scale, scale);
    void createImageBitmap(new ImageData(preview.rgba, preview.widthPx, preview.heightPx)).then(bitmap => {
      context.drawImage(bitmap, 0, 0, width, height);
      bitmap.close();
      const ink = getComputedStyle(context.canvas);
      for (const wantsChosen of [false, true]) {
        context.strokeStyle = ink.getPropertyValue(wantsChosen ? '--mark-chosen' : '--mark');
        context.lineWidth = wantsChosen ? 2.5 : 1;
        context.beginPath();
        for (const { xPx, yPx, radiusPx, isChosen = false } of marks) {
          if (isChosen !== wantsChosen) continue;
          const radius = Math.max(leastRadiusPx, (radiusPx * width) / widthPx);
          const [x, y] = [(xPx * width) / widthPx, (yPx * width) / widthPx];
          context.moveTo(x + radius, y);
          context.arc(x, y, radius, 0, 2 * Math.PI);
        }
        context.stroke(); // all at once: a hundred thousand strokes would take seconds
      }
    });
  }, [preview, marks, width, height, widthPx]);

  function click(event: MouseEvent<HTMLCanvasElement>): void {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let [nearest, least] = [-1, reachPx];
    for (const [i, { xPx, yPx }] of marks.entries()) {
      const away = Math.hypot((xPx * width) / widthPx - x, (yPx * width) / widthPx - y);
      if (away < least) [nearest, least] = [i, away];
    }
    if (nearest >= 0) onMark?.(nearest);
  }

  return (
    <div ref={place} className={classes.view}>
      <canvas
        ref={canvas}
        className={classes.canvas}
        style={{ height }}
        role="img"
        aria-label={`${facts.name} with ${marks.length} galaxies marked`}
        onClick={click}
      />
    </div>
  );
}
