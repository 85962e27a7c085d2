import { useEffect } from 'react';
import { isTyping } from '../../../ui/isTyping.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';

/** Where digits and letters already have a meaning: an open menu or dialog. */
const ownKeys = '[role=dialog], [role=menu]';

/**
 * Handles the keys 0–5, s, u, b and n while the room is open, but not while a person types; a held key acts once.
 *
 * @param shown false while the card is not shown
 */
export function useRatingKeys(store: AnomaliesStore, shown: boolean): void {
  useEffect(() => {
    if (!shown) return;
    function press(event: KeyboardEvent): void {
      const { key, target } = event;
      if (event.defaultPrevented || event.repeat || event.altKey || isTyping(target)) return;
      if (target instanceof Element && target.closest(ownKeys)) return;
      if (document.querySelector('[role=dialog]')) return; // it may be open without the focus
      const action = actionOf(store, key, event.ctrlKey || event.metaKey, event.shiftKey);
      if (!action) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [store, shown]);
}

function actionOf(
  store: AnomaliesStore,
  key: string,
  control: boolean,
  shift: boolean,
): (() => void) | undefined {
  const { rate, skip, undo, redo, back, forward } = store.getState();
  if (control) {
    if (key === 'y' || (key.toLowerCase() === 'z' && shift)) return redo;
    return key === 'z' ? undo : undefined;
  }
  if (/^[0-5]$/.test(key)) return () => rate(Number(key));
  return { s: skip, u: undo, b: back, n: forward }[key];
}
