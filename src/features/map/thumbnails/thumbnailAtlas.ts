import type { LayerContext } from '@deck.gl/core';
import { createSlotCache } from './slotCache.ts';
import { thumbnailSidePx } from './thumbnailGrid.ts';

/** The luma.gl device that deck draws with. */
export type Device = LayerContext['device'];
type Texture = ReturnType<Device['createTexture']>;

/**
 * Small squares of galaxies: (rows.length, sidePx, sidePx, 3) RGB 0–255, black where there is no image.
 * The ingest worker, or a fake in tests.
 */
export type FetchThumbnails = (rows: Uint32Array, sidePx: number) => Promise<Uint8Array>;

const columns = 32; // 2,048 px wide: within every WebGL2 device's reach
const lines = 64; // 4,096 px high; 32 MB on the graphics card once thumbnails are first seen
const whiteSlot = 0; // a plain square, for the lines around thumbnails
/** Thumbnails the atlas holds at once; the longest unused gives way to a new one. */
export const atlasCapacity = columns * lines - 1;
const batchSize = 64; // rows asked for at once: about 0.1 s of decoding, so that the first appear soon

/** Where an icon lies in the atlas, as deck's IconLayer wants it. */
interface AtlasIcon {
  x: number;
  y: number;
  width: number;
  height: number;
  mask: boolean;
}

/** The texture that holds thumbnails, filled as galaxies come on screen and kept while they are likely to come back. */
export interface ThumbnailAtlas {
  /** Icons by slot number, all of them from the start. */
  mapping: Record<string, AtlasIcon>;
  /** Null until the first thumbnail has come. */
  texture(): Texture | null;
  /** The icon name of a galaxy whose thumbnail is here. */
  iconOf(row: number): string | undefined;
  /** Fetches what is missing of `rows`, in their order; what was wanted before and is not now is not asked for. */
  want(rows: number[]): void;
  /** Forgets all: another catalogue, or another device. */
  reset(fetch: FetchThumbnails | null, device: Device | null): void;
}

/** Name in {@link ThumbnailAtlas.mapping} of a plain white square, which the lines around thumbnails are drawn with. */
export const whiteIcon = String(whiteSlot);

/**
 * @param onArrival thumbnails have come
 * @param onProblem they could not be read; the rows concerned are not asked for again
 */
export function createThumbnailAtlas(
  onArrival: () => void,
  onProblem: (error: unknown) => void,
): ThumbnailAtlas {
  const slots = createSlotCache(whiteSlot + 1, atlasCapacity);
  const mapping = iconMapping();
  const failed = new Set<number>();
  let fetchThumbnails: FetchThumbnails | null = null;
  let device: Device | null = null;
  let texture: Texture | null = null;
  let wanted: number[] = [];
  let life = 0; // rises with every reset: an answer from before it is dropped
  let busy = false;

  async function pump(): Promise<void> {
    if (busy || !fetchThumbnails || !device) return;
    const rows = wanted.filter(row => slots.find(row) === undefined && !failed.has(row)).slice(0, batchSize);
    if (rows.length === 0) return;
    busy = true;
    const asked = life;
    try {
      const rgb = await fetchThumbnails(Uint32Array.from(rows), thumbnailSidePx);
      if (asked !== life) return;
      texture ??= createTexture(device);
      for (let i = 0; i < rows.length; i++) write(texture, slots.claim(rows[i]), rgb, i);
      onArrival();
    } catch (error) {
      if (asked !== life) return;
      for (const row of rows) failed.add(row);
      onProblem(error);
    } finally {
      if (asked === life) {
        busy = false;
        void pump();
      }
    }
  }

  return {
    mapping,
    texture: () => texture,
    iconOf(row) {
      const slot = slots.find(row);
      return slot === undefined ? undefined : String(slot);
    },
    want(rows) {
      wanted = rows.slice(0, atlasCapacity);
      void pump();
    },
    reset(fetch, onDevice) {
      life++;
      busy = false;
      wanted = [];
      failed.clear();
      slots.clear();
      texture?.destroy();
      texture = null;
      fetchThumbnails = fetch;
      device = onDevice;
    },
  };
}

function iconMapping(): Record<string, AtlasIcon> {
  const mapping: Record<string, AtlasIcon> = {};
  for (let slot = 0; slot <= atlasCapacity; slot++) {
    mapping[slot] = {
      ...corner(slot),
      width: thumbnailSidePx,
      height: thumbnailSidePx,
      mask: slot === whiteSlot,
    };
  }
  return mapping;
}

function corner(slot: number): { x: number; y: number } {
  return { x: (slot % columns) * thumbnailSidePx, y: Math.floor(slot / columns) * thumbnailSidePx };
}

function createTexture(device: Device): Texture {
  const whole = Number.isInteger(globalThis.devicePixelRatio ?? 1); // one image pixel is then a whole square of screen pixels
  const filter = whole ? 'nearest' : 'linear';
  const texture = device.createTexture({
    format: 'rgba8unorm',
    width: columns * thumbnailSidePx,
    height: lines * thumbnailSidePx,
    sampler: {
      minFilter: filter,
      magFilter: filter,
      mipmapFilter: 'none',
      addressModeU: 'clamp-to-edge',
      addressModeV: 'clamp-to-edge',
    },
  });
  write(texture, whiteSlot, new Uint8Array(thumbnailSidePx * thumbnailSidePx * 3).fill(255), 0);
  return texture;
}

const rgba = new Uint8Array(thumbnailSidePx * thumbnailSidePx * 4); // one thumbnail on its way to the card

/** @param rgb (count, side, side, 3) @param i which of them */
function write(texture: Texture, slot: number, rgb: Uint8Array, i: number): void {
  const pixels = thumbnailSidePx * thumbnailSidePx;
  for (let p = 0, from = i * pixels * 3; p < pixels; p++, from += 3) {
    rgba[4 * p] = rgb[from];
    rgba[4 * p + 1] = rgb[from + 1];
    rgba[4 * p + 2] = rgb[from + 2];
    rgba[4 * p + 3] = 255;
  }
  texture.writeData(rgba, { ...corner(slot), width: thumbnailSidePx, height: thumbnailSidePx });
}
