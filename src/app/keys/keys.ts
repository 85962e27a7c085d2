import type { Session } from '../../session/session.ts';
import { isTyping } from '../../ui/isTyping.ts';
import type { ViewStore } from '../view.ts';

/**
 * Handles the keys of the whole app (keysList.ts); rooms handle their own keys themselves.
 *
 * @returns a function that stops listening
 */
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
      ['Escape', () => (selection.row === null ? selection.chooseNone() : selection.choose(null))],
    ]);
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  }
  /** From everywhere, a field too. */
  function openPalette(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    if (event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    view.getState().showPalette(true);
  }

  /**
   * At the window, which hears last: where galaxies are rated or labelled, the room has taken the key for its own undo. As
   * there, a held key acts once, and none behind a dialog: what the room let pass was not meant for the selection.
   */
  function undo(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey) || isTyping(event.target))
      return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && key !== 'y') return;
    if (event.repeat || page.querySelector('[role=dialog]')) return;
    event.preventDefault();
    const { undo: back, redo } = session.selection.getState();
    if (key === 'y' || event.shiftKey) redo();
    else back();
  }
  const window = page.defaultView;
  page.addEventListener('keydown', press);
  page.addEventListener('keydown', openPalette);
  window?.addEventListener('keydown', undo);
  return () => {
    page.removeEventListener('keydown', press);
    page.removeEventListener('keydown', openPalette);
    window?.removeEventListener('keydown', undo);
  };
}
