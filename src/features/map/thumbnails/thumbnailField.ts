import { rowsInBox } from '../../../maths/density/cellIndex.ts';
import { type Bounds, type Camera, type Size, toWorld, visibleBounds } from '../points/camera.ts';
import { isPlaced } from '../points/rowPositions.ts';
import type { PlacedPictures } from '../survey/mapSurvey.ts';
import { levelAtZoom, pictureGapPx, pictureSidePx, roomyZoomOf } from './pictureSize.ts';
import type { ThumbnailAtlas } from './thumbnailAtlas.ts';

/** The pictures that can be drawn now. A new object whenever they change. */
export interface DrawnThumbnails {
  /** Catalogue rows, the most important first; the selected one, if any, last and on top. */
  rows: number[];
  /** Which atlas has the image of each, and its icon there. */
  atlases: number[];
  icons: string[];
  /** (rows.length, 2) world centres: where the galaxies stand */
  centres: Float32Array;
  /** Side of a picture in CSS pixels; the selected galaxy's is larger. */
  sidePx: number;
  /** The selected row where it is among them. */
  favourite: number | null;
}

/** Decides which galaxies stand on the map as their own image, as the camera moves. */
interface ThumbnailField {
  setPictures(pictures: PlacedPictures | null): void;
  /** The selected row: it always has a picture, and others make room for it. */
  setFavourite(row: number | null): void;
  /** @returns what to draw; null where nothing is known */
  look(camera: Camera, size: Size, fitZoom: number): DrawnThumbnails | null;
  /** The lowest zoom that shows a galaxy's picture. */
  zoomFor(row: number, fitZoom: number): number;
  /** Thumbnails have come: the next look finds them. */
  refresh(): void;
  /** Row of the drawn thumbnail under a screen pixel, or null. */
  at(camera: Camera, size: Size, xPx: number, yPx: number): number | null;
}

/** How much larger the selected galaxy's picture is. */
export const favouriteScale = 1.4;
const extraPx = 96; // fetched around the screen, so that a slow pan finds them there
const zoomStep = 1 / 16; // octaves of zoom that make no difference worth choosing anew
const deepest = 16; // octaves beyond the fit

/**
 * A field without galaxies, until `setPictures`. The choice is made anew only where the view needs it.
 *
 * @param atlases by ascending side of their images
 */
export function createThumbnailField(atlases: readonly ThumbnailAtlas[]): ThumbnailField {
  let pictures: PlacedPictures | null = null;
  let roomyZoom = 0;
  let favourite: number | null = null;
  let chosen: { rows: number[]; box: Bounds; zoom: number; level: number; sidePx: number } | null = null;
  let drawn: DrawnThumbnails | null = null;

  const sideAt = (zoom: number, fitZoom: number) => Math.round(pictureSidePx(zoom, fitZoom, roomyZoom));

  /** The atlas whose images are drawn without being enlarged, or the finest there is. */
  function atlasFor(sidePx: number): number {
    const wanted = sidePx * (globalThis.devicePixelRatio ?? 1);
    const i = atlases.findIndex(atlas => atlas.sidePx >= wanted);
    return i < 0 ? atlases.length - 1 : i;
  }

  function choose(camera: Camera, size: Size, sidePx: number): void {
    if (!pictures) return;
    const level = levelAtZoom(pictures, camera.zoom, sidePx);
    const view = visibleBounds(camera, size);
    const same = chosen?.level === level && chosen.sidePx === sidePx;
    if (chosen && same && Math.abs(camera.zoom - chosen.zoom) < zoomStep && contains(chosen.box, view))
      return;
    const box = visibleBounds(camera, size, extraPx);
    const finest = atlasFor(sidePx);
    let rows = rowsInBox(pictures.index, pictures, box, level);
    if (favourite !== null && isPlaced(pictures.positions, favourite)) {
      const reach = (((1 + favouriteScale) / 2) * sidePx + pictureGapPx / 2) / 2 ** camera.zoom;
      rows = clearOf(rows, pictures.positions, favourite, reach);
      rows = rows.slice(0, atlases[0].capacity - 1);
      rows.push(favourite);
    }
    chosen = { rows, box, zoom: camera.zoom, level, sidePx };
    drawn = null;
    const first = favourite === null ? rows : [favourite, ...rows.filter(row => row !== favourite)];
    atlases.forEach((atlas, i) => {
      atlas.want(i === 0 || i === finest ? first : []);
    });
  }

  /** Those of the chosen whose image is here, as fine as there is one. */
  function gather({ positions }: PlacedPictures, rows: number[], sidePx: number): DrawnThumbnails {
    const here: DrawnThumbnails = {
      rows: [],
      atlases: [],
      icons: [],
      centres: new Float32Array(0),
      sidePx,
      favourite: null,
    };
    const finest = atlasFor(favouriteScale * sidePx);
    for (const row of rows) {
      for (let i = finest; i >= 0; i--) {
        const icon = atlases[i].iconOf(row);
        if (icon === undefined) continue;
        here.rows.push(row);
        here.atlases.push(i);
        here.icons.push(icon);
        if (row === favourite) here.favourite = row;
        break;
      }
    }
    here.centres = new Float32Array(2 * here.rows.length);
    here.rows.forEach((row, i) => {
      here.centres[2 * i] = positions[2 * row];
      here.centres[2 * i + 1] = positions[2 * row + 1];
    });
    return here;
  }

  return {
    setPictures(next) {
      pictures = next;
      roomyZoom = next ? roomyZoomOf(next) : 0;
      chosen = null;
      drawn = null;
    },
    setFavourite(row) {
      if (row !== favourite) chosen = null;
      favourite = row;
    },
    zoomFor(row, fitZoom) {
      if (!pictures) return fitZoom;
      let zoom = fitZoom;
      while (
        zoom < fitZoom + deepest &&
        levelAtZoom(pictures, zoom, sideAt(zoom, fitZoom)) < pictures.levels[row]
      ) {
        zoom += zoomStep;
      }
      return zoom;
    },
    refresh() {
      drawn = null;
    },
    look(camera, size, fitZoom) {
      if (!pictures || size.width === 0) return null;
      const sidePx = sideAt(camera.zoom, fitZoom);
      choose(camera, size, sidePx);
      if (!chosen) return null;
      drawn ??= gather(pictures, chosen.rows, sidePx);
      return drawn;
    },
    at(camera, size, xPx, yPx) {
      if (!drawn) return null;
      const [x, y] = toWorld(camera, size, xPx, yPx);
      for (let i = drawn.rows.length - 1; i >= 0; i--) {
        const scale = drawn.rows[i] === drawn.favourite ? favouriteScale : 1;
        const half = (scale * drawn.sidePx) / 2 / 2 ** camera.zoom;
        if (Math.abs(drawn.centres[2 * i] - x) <= half && Math.abs(drawn.centres[2 * i + 1] - y) <= half) {
          return drawn.rows[i];
        }
      }
      return null;
    },
  };
}

/** The rows that stand at least `reach` from one of them along x or y. */
function clearOf(rows: number[], positions: Float32Array, one: number, reach: number): number[] {
  return rows.filter(
    row =>
      row !== one &&
      (Math.abs(positions[2 * row] - positions[2 * one]) >= reach ||
        Math.abs(positions[2 * row + 1] - positions[2 * one + 1]) >= reach),
  );
}

function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    outer.minX <= inner.minX &&
    outer.minY <= inner.minY &&
    outer.maxX >= inner.maxX &&
    outer.maxY >= inner.maxY
  );
}
