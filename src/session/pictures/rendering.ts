import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FitsGalaxyPixels, FitsRendering } from '../../contracts/ingest.ts';

/** What a catalogue of FITS images lets a person do with its pictures. */
export interface Rendered {
  /** Of the catalogue these pictures are in. */
  handle: number;
  /** How all pictures are rendered now. */
  rendering: FitsRendering;
  /** From blue to red. */
  bands: string[];
  /** The numbers behind a galaxy's picture. */
  pixels(row: number): Promise<FitsGalaxyPixels>;
  /** Renders all galaxies so: the catalogue opens again, and its network looks at the new pictures. */
  applyToAll(rendering: FitsRendering): Promise<void>;
}

/** State of the rendering store. */
interface RenderingState {
  /** Null where the open catalogue is not of FITS images. */
  rendered: Rendered | null;
  replace(rendered: Rendered | null): void;
}

/** Holds how the open catalogue's FITS images are rendered. */
export type RenderingStore = StoreApi<RenderingState>;

/** How FITS images become pictures; the room that opens catalogues fills it, the galaxy's card uses it. */
export function createRenderingStore(): RenderingStore {
  return createStore<RenderingState>(set => ({
    rendered: null,
    replace: rendered => set({ rendered }),
  }));
}
