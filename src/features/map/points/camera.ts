/** What part of the map is on screen. World y points up, screen y down. */
export interface Camera {
  /** World point in the middle of the screen. */
  x: number;
  y: number;
  /** log₂ of screen pixels per world unit. */
  zoom: number;
}

/** In CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** World rectangle. */
export interface Bounds {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

const marginPx = 56; // keeps the outermost galaxies clear of tools and legend
const loneSpan = 1; // world units around a single galaxy, which has no extent of its own

/** The camera that shows all of `bounds` with a margin; a single point is shown as if it were one unit wide. */
export function fitCamera(bounds: Bounds, size: Size): Camera {
  const spanX = bounds.maxX - bounds.minX || loneSpan;
  const spanY = bounds.maxY - bounds.minY || loneSpan;
  const freeX = Math.max(size.width - 2 * marginPx, size.width / 2, 1); // on a small screen half of it at least; 1 while it is hidden
  const freeY = Math.max(size.height - 2 * marginPx, size.height / 2, 1);
  return {
    x: (bounds.minX + bounds.maxX) / 2,
    y: (bounds.minY + bounds.maxY) / 2,
    zoom: Math.log2(Math.min(freeX / spanX, freeY / spanY)),
  };
}

/** Screen pixels of a world point, from the top left. */
export function toScreen(camera: Camera, size: Size, x: number, y: number): [number, number] {
  const scale = 2 ** camera.zoom;
  return [size.width / 2 + (x - camera.x) * scale, size.height / 2 - (y - camera.y) * scale];
}

/** World point under a screen pixel. */
export function toWorld(camera: Camera, size: Size, xPx: number, yPx: number): [number, number] {
  const scale = 2 ** camera.zoom;
  return [camera.x + (xPx - size.width / 2) / scale, camera.y - (yPx - size.height / 2) / scale];
}

/** World rectangle on screen, widened by `extraPx` on every side. */
export function visibleBounds(camera: Camera, size: Size, extraPx = 0): Bounds {
  const [minX, maxY] = toWorld(camera, size, -extraPx, -extraPx);
  const [maxX, minY] = toWorld(camera, size, size.width + extraPx, size.height + extraPx);
  return { minX, minY, maxX, maxY };
}

const fullShare = 0.1; // of the screen that points cover together when all are in view: clusters stay legible
const smallestPx = 1.1; // radius; below it a point fades on a plain screen
const largestPx = 5; // radius when all are in view
const growth = 0.35; // octaves of radius per octave of zoom: slower than the map, so that crowds come apart
const largestZoomedPx = 6; // beside a thumbnail a point stays a point

/** Radius of a point in pixels, by how many there are and how far the map is zoomed beyond its fit. */
export function pointRadiusPx(count: number, size: Size, octavesBeyondFit: number): number {
  const full = Math.sqrt((fullShare * size.width * size.height) / (Math.PI * Math.max(1, count)));
  const base = Math.min(largestPx, Math.max(smallestPx, full));
  return Math.min(largestZoomedPx, Math.max(smallestPx, base * 2 ** (growth * octavesBeyondFit)));
}
