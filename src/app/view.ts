import { createStore, type StoreApi } from 'zustand/vanilla';

interface ViewState {
  /** Name of the room whose panel is open; null where none is. */
  room: string | null;
  keysShown: boolean;
  modelsShown: boolean;
  paletteShown: boolean;
  enter(room: string | null): void;
  showKeys(shown: boolean): void;
  showModels(shown: boolean): void;
  showPalette(shown: boolean): void;
}

const firstRoom = 'similar'; // the first visit shows a galaxy and the ones like it

/** Store of the open room and the open dialogs. */
export type ViewStore = StoreApi<ViewState>;

/** Store of what the shell shows; it holds none of a person's work. */
export function createViewStore(): ViewStore {
  return createStore<ViewState>(set => ({
    room: firstRoom,
    keysShown: false,
    modelsShown: false,
    paletteShown: false,
    enter: room => set({ room }),
    showKeys: keysShown => set({ keysShown }),
    showModels: modelsShown => set({ modelsShown }),
    showPalette: paletteShown => set({ paletteShown }),
  }));
}
