import type { Camera, Size } from '../points/camera.ts';

/** What part of the map is on screen. */
export interface Viewpoint {
  camera: Camera;
  size: Size;
  /** Zoom at which the whole map fits. */
  fitZoom: number;
}

/** What is on screen as one object, which stays the same while nothing changes, and those who follow it. */
interface Viewpoints {
  now(): Viewpoint;
  /** To be called when something may have moved: tells the listeners where it did. */
  look(): void;
  /** Tells the listeners whatever has moved. */
  tell(): void;
  /** Calls `listener` after each change, until the function returned is called. */
  onView(listener: () => void): () => void;
}

/** @param read what is on screen */
export function createViewpoints(read: () => Viewpoint): Viewpoints {
  let known: Viewpoint | null = null;
  const listeners = new Set<() => void>();

  function tell(): void {
    for (const listener of listeners) listener();
  }
  return {
    tell,
    now() {
      known ??= read();
      return known;
    },
    look() {
      if (known && isSame(known, read())) return;
      known = null;
      tell();
    },
    onView(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSame(a: Viewpoint, b: Viewpoint): boolean {
  return (
    a.camera.x === b.camera.x &&
    a.camera.y === b.camera.y &&
    a.camera.zoom === b.camera.zoom &&
    a.size.width === b.size.width &&
    a.size.height === b.size.height &&
    a.fitZoom === b.fitZoom
  );
}
