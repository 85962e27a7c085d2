import type { MapDensity } from '../../../contracts/map.ts';
import type { Camera, Size } from '../points/camera.ts';
import type { PlacedPoints } from '../points/placedPoints.ts';
import type { Pictures } from './pictureLayers.ts';

/** A name as it stands on the screen. */
export interface WrittenName {
  words: string;
  /** Middle of the name, CSS pixels. */
  xPx: number;
  yPx: number;
}

/** What the map draws at a moment, for a figure of it. */
export interface SceneDrawing {
  camera: Camera;
  size: Size;
  /** In drawing order. */
  points: PlacedPoints;
  radiusPx: number;
  /** False where density alone is shown. */
  showsPoints: boolean;
  /** Null where galaxies are not drawn as pictures. */
  pictures: Pictures | null;
  density: MapDensity | null;
  names: readonly WrittenName[];
  /** The galaxy selected; null where none is. */
  selected: number | null;
}
