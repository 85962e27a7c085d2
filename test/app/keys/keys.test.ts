import { afterEach, expect, it, vi } from 'vitest';
import { listenForKeys } from '../../../src/app/keys/keys.ts';
import { createViewStore } from '../../../src/app/view.ts';
import { createSession } from '../../../src/session/session.ts';

afterEach(() => vi.unstubAllGlobals());

/** A page without elements, in which `dialog` may be open. */
function open() {
  vi.stubGlobal('HTMLElement', class {});
  const session = createSession(() => 0);
  const window = new EventTarget();
  const page = Object.assign(new EventTarget(), { defaultView: window, querySelector: () => shown.dialog });
  const shown: { dialog: object | null } = { dialog: null };
  const stop = listenForKeys(session, createViewStore(), page as unknown as Document);
  const press = (fields: Partial<KeyboardEvent>) =>
    window.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), fields));
  const { chooseMany } = session.selection.getState();
  for (const row of [1, 2, 3]) chooseMany(Uint32Array.of(row), `step ${row}`);
  return { shown, press, stop, words: () => session.selection.getState().words };
}

it('takes a change of the selection back once a press, and none behind a dialog', () => {
  const { shown, press, stop, words } = open();
  press({ key: 'z', ctrlKey: true });
  expect(words()).toBe('step 2');
  press({ key: 'z', ctrlKey: true, repeat: true }); // as rooms do, which let it pass
  expect(words()).toBe('step 2');
  shown.dialog = {};
  press({ key: 'z', ctrlKey: true });
  expect(words()).toBe('step 2');
  shown.dialog = null;
  press({ key: 'Z', metaKey: true, shiftKey: true });
  expect(words()).toBe('step 3');
  stop();
  press({ key: 'z', ctrlKey: true });
  expect(words()).toBe('step 3');
});
