import { useRef } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './PanelEdge.module.css';

const narrowestPx = 300; // two thumbnails and their numbers
const widestPx = 900;
const stepPx = 20; // an arrow key

/** The edge between map and panel: drag it, or focus it and use the arrow keys. */
export function PanelEdge() {
  const { preferences } = useSession();
  const widthPx = useStore(preferences, p => p.panelWidthPx);
  const grabbed = useRef<{ x: number; widthPx: number } | null>(null);
  function resize(toPx: number): void {
    preferences
      .getState()
      .change({ panelWidthPx: Math.round(Math.min(widestPx, Math.max(narrowestPx, toPx))) });
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a window splitter is a focusable separator; <hr> cannot be
    <div
      className={styles.edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuenow={widthPx}
      aria-valuemin={narrowestPx}
      aria-valuemax={widestPx}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = { x: event.clientX, widthPx };
      }}
      onPointerMove={event => {
        if (grabbed.current) resize(grabbed.current.widthPx + grabbed.current.x - event.clientX);
      }}
      onPointerUp={() => {
        grabbed.current = null;
      }}
      onKeyDown={event => {
        if (event.key === 'ArrowLeft') resize(widthPx + stepPx);
        if (event.key === 'ArrowRight') resize(widthPx - stepPx);
      }}
    />
  );
}
