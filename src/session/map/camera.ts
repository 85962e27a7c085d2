import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MapCamera } from '../../contracts/kept.ts';

/** State of {@link createCameraStore}. */
interface CameraState {
  /** What part of the map is on screen; null while all of it is, until a person moves it. */
  camera: MapCamera | null;
  /** Where the map is asked to go; null once it has gone there. */
  asked: MapCamera | null;
  /** For the map: it has moved. */
  move(camera: MapCamera | null): void;
  /** For everybody else: brings a part of the map on screen. */
  ask(camera: MapCamera | null): void;
}

/** Holds the map's camera. */
export type CameraStore = StoreApi<CameraState>;

/** Store of what part of the map is on screen, so that a link or a kept catalogue can bring it back. */
export function createCameraStore(): CameraStore {
  return createStore<CameraState>((set, get) => ({
    camera: null,
    asked: null,
    move(camera) {
      const { camera: present } = get();
      const same =
        camera === present ||
        (camera &&
          present &&
          camera.x === present.x &&
          camera.y === present.y &&
          camera.zoom === present.zoom);
      if (!same) set({ camera });
    },
    ask: asked => set({ asked }),
  }));
}
