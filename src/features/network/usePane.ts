import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Pane, PaneState } from './pane.ts';

/** A pane's state; it is computed for as long as the component is on screen. */
export function usePane<T>(pane: Pane<T>): PaneState<T> {
  useEffect(() => {
    pane.getState().open();
    return () => pane.getState().close();
  }, [pane]);
  return useStore(pane);
}
