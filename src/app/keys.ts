import type { Session } from '../session/session.ts';
import { isTyping } from '../ui/isTyping.ts';
import type { ViewStore } from './view.ts';

/** The keys of the whole app, for the help and for the listener. Rooms add their own where they have the focus. */
export const keys: readonly { keys: string; does: string }[] = [
  { keys: '/', does: 'Search an id or coordinates' },
  { keys: '← → ↑ ↓', does: 'Through a list, or on the map to the next galaxy that way' },
  { keys: 'j k', does: 'Down and up a list' },
  { keys: 'Enter', does: 'Choose the galaxy in focus' },
  { keys: '[ ]', does: 'Back and forward through the galaxies you chose' },
  { keys: 'f', does: 'Zoom the map to the selection' },
  { keys: 'l', does: 'Draw around galaxies on the map; with Shift they join those selected' },
  { keys: '0 … 5', does: 'Anomalies: rate the galaxy on the card' },
  { keys: 's u', does: 'Anomalies: skip it, or undo the last rating (also Ctrl z)' },
  { keys: 'b n', does: 'Anomalies: back and on through the galaxies rated' },
  { keys: '1 … 9', does: 'Fine-tune: give the selected galaxy a class, with Shift all inside the lasso' },
  { keys: 'u n', does: 'Fine-tune: take back the last label (also Ctrl z), on to the next galaxy' },
  { keys: 'm', does: 'Choose the model that represents the galaxies' },
  { keys: 'Esc', does: 'Step out: close a dialog, then let the galaxy go' },
  { keys: '?', does: 'This list' },
];

/** @returns a function that stops listening */
export function listenForKeys(session: Session, view: ViewStore, page: Document): () => void {
  function press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    if (
      event.key === 'Escape' &&
      event.target instanceof Element &&
      event.target.closest('[role=dialog], [role=menu]')
    )
      return;
    const selection = session.selection.getState();
    const actions = new Map<string, () => void>([
      ['/', () => page.getElementById('search')?.focus()],
      ['[', selection.back],
      [']', selection.forward],
      ['m', () => view.getState().showModels(true)],
      ['?', () => view.getState().showKeys(true)],
      ['Escape', () => selection.choose(null)],
    ]);
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  }
  page.addEventListener('keydown', press);
  return () => page.removeEventListener('keydown', press);
}
