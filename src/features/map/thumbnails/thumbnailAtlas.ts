import type { LayerContext } from '@deck.gl/core';
import { createSlotCache } from './slotCache.ts';

/** The luma.gl device that deck draws with. */
export type Device = LayerContext['device'];
type Texture = ReturnType<Device['createTexture']>;

/** Interpolates between pixels, and repeats the edge beyond it. */
export const smoothSampler = {
  minFilter: 'linear',
  magFilter: 'linear',
  mipmapFilter: 'none',
  addressModeU: 'clamp-to-edge',
  addressModeV: 'clamp-to-edge',
} as const;

/**
 * Small squares of galaxies: (rows.length, sidePx, sidePx, 3) RGB 0–255, black where there is no image.
 * The ingest worker, or a fake in tests.
 */
export type FetchThumbnails = (rows: Uint32Array, sidePx: number) => Promise<Uint8Array>;

const widthPx = 2048; // within every WebGL2 device's reach
const heightPx = 4096; // 32 MB on the graphics card once thumbnails are first seen
const whiteSlot = 0; // a plain square, for the lines around thumbnails
const batchBytes = 64 * 64 * 64 * 3; // asked for at once: 64 small images are about 0.1 s of decoding, so that the first appear soon

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
  /** Side of an image in it, in pixels. */
  sidePx: number;
  /** Thumbnails it holds at once; the longest unused gives way to a new one. */
  capacity: number;
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
 * @param sidePx of each image: a power of two
 * @param onArrival thumbnails have come
 * @param onProblem they could not be read; the rows concerned are not asked for again
 */
export function createThumbnailAtlas(
  sidePx: number,
  onArrival: () => void,
  onProblem: (error: unknown) => void,
): ThumbnailAtlas {
  const capacity = (widthPx / sidePx) * (heightPx / sidePx) - 1;
  const batchSize = Math.max(4, Math.floor(batchBytes / (3 * sidePx * sidePx)));
  const slots = createSlotCache(whiteSlot + 1, capacity);
  const mapping = iconMapping(sidePx, capacity);
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
      const rgb = await fetchThumbnails(Uint32Array.from(rows), sidePx);
      if (asked !== life) return;
      texture ??= createTexture(device, sidePx);
      for (let i = 0; i < rows.length; i++) write(texture, corner(slots.claim(rows[i]), sidePx), rgb, i);
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
    sidePx,
    capacity,
    mapping,
    texture: () => texture,
    iconOf(row) {
      const slot = slots.find(row);
      return slot === undefined ? undefined : String(slot);
    },
    want(rows) {
      wanted = rows.slice(0, capacity);
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

function iconMapping(sidePx: number, capacity: number): Record<string, AtlasIcon> {
  const mapping: Record<string, AtlasIcon> = {};
  for (let slot = 0; slot <= capacity; slot++) {
    mapping[slot] = { ...corner(slot, sidePx), mask: slot === whiteSlot };
  }
  return mapping;
}

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

function corner(slot: number, sidePx: number): Place {
  const columns = widthPx / sidePx;
  return {
    x: (slot % columns) * sidePx,
    y: Math.floor(slot / columns) * sidePx,
    width: sidePx,
    height: sidePx,
  };
}

function createTexture(device: Device, sidePx: number): Texture {
  const texture = device.createTexture({
    format: 'rgba8unorm',
    width: widthPx,
    height: heightPx,
    sampler: smoothSampler,
  });
  write(texture, corner(whiteSlot, sidePx), new Uint8Array(sidePx * sidePx * 3).fill(255), 0);
  return texture;
}

/** @param rgb (count, side, side, 3) @param i which of them */
function write(texture: Texture, place: Place, rgb: Uint8Array, i: number): void {
  const pixels = place.width * place.height;
  const rgba = new Uint8Array(4 * pixels);
  for (let p = 0, from = i * pixels * 3; p < pixels; p++, from += 3) {
    rgba[4 * p] = rgb[from];
    rgba[4 * p + 1] = rgb[from + 1];
    rgba[4 * p + 2] = rgb[from + 2];
    rgba[4 * p + 3] = 255;
  }
  texture.writeData(rgba, place);
}
