import { useEffect } from 'react';
import { isTyping } from '../../../ui/isTyping.ts';

/** What the keys do. */
export interface LabelKeys {
  /** Keys 1–9. @param place of the class, from 0 */
  label(place: number): void;
  /** The same with Shift, for all selected galaxies. */
  labelSelected(place: number): void;
  undo(): void;
  redo(): void;
  next(): void;
}

/** Keys 1–9, Shift + 1–9, u (also Ctrl z), Ctrl y (also Ctrl Shift z) and n while galaxies are labelled; none while a person types or a dialog is open. */
export function useLabelKeys(keys: LabelKeys): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const { key, code, target, shiftKey } = event;
      if (event.defaultPrevented || event.repeat || event.altKey || isTyping(target)) return;
      if (document.querySelector('[role=dialog]')) return;
      if (event.ctrlKey || event.metaKey) {
        const pressed = key.toLowerCase();
        if (pressed !== 'z' && pressed !== 'y') return;
        event.preventDefault(); // also with nothing to take back: the selection's own undo is not meant here
        if (pressed === 'y' || shiftKey) keys.redo();
        else keys.undo();
        return;
      }
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]; // Shift changes `key`, but not `code`
      const action = digit
        ? () => (shiftKey ? keys.labelSelected : keys.label)(Number(digit) - 1)
        : { u: keys.undo, n: keys.next }[key];
      if (!action) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [keys]);
}
