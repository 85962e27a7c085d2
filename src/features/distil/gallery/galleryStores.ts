import type { GalleryStore } from './galleryStore.ts';
import type { NearestStore } from './nearestStore.ts';

/** Prototypes on show, and the galaxies most like them. */
export interface GalleryStores {
  gallery: GalleryStore;
  nearest: NearestStore;
}
