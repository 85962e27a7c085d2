import { type PointerEvent, useEffect, useState } from 'react';
import classes from './Lasso.module.css';

type Point = readonly [x: number, y: number];

interface LassoProps {
  /** Ascending rows inside a line on the canvas. */
  within(linePx: readonly Point[]): Uint32Array;
  /** @param keys held as the line was ended */
  onChoose(rows: Uint32Array, keys: { shiftKey: boolean; altKey: boolean }): void;
  onEnd(): void;
}

const leastStepPx = 3; // between corners: a hand's tremor is no corner
const leastCorners = 3; // fewer enclose nothing: that was a click

/** Lies over the map while galaxies are drawn around; one line, then the map is as before. */
export function Lasso({ within, onChoose, onEnd }: LassoProps) {
  const [line, setLine] = useState<readonly Point[]>([]);
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onEnd();
    }
    document.addEventListener('keydown', press, { capture: true }); // before Escape lets the galaxy go
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [onEnd]);

  function at(event: PointerEvent): Point {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
  function draw(event: PointerEvent): void {
    if (line.length === 0) return;
    const [x, y] = at(event);
    const [lastX, lastY] = line[line.length - 1];
    if (Math.hypot(x - lastX, y - lastY) >= leastStepPx) setLine([...line, [x, y]]);
  }
  function release(event: PointerEvent): void {
    if (line.length < leastCorners) {
      setLine([]);
      return;
    }
    onChoose(within(line), event);
    onEnd();
  }
  return (
    <div
      className={classes.ground}
      data-testid="lasso"
      onPointerDown={event => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setLine([at(event)]);
      }}
      onPointerMove={draw}
      onPointerUp={release}
      onPointerCancel={onEnd}
    >
      <svg className={classes.line} aria-hidden="true">
        <polygon points={line.map(point => point.join(',')).join(' ')} />
      </svg>
      <p className={classes.words} role="status">
        Draw around galaxies: Shift adds them to those selected, Alt takes them away. Esc ends it.
      </p>
    </div>
  );
}
