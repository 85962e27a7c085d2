import type { Camera, Size } from '../points/camera.ts';
import type { PlacedPoints } from '../points/placedPoints.ts';
import { firstThumbnailLevel } from './crowding.ts';
import { atlasCapacity, type ThumbnailAtlas } from './thumbnailAtlas.ts';
import {
  type CellRange,
  type ChosenThumbnails,
  cellsInView,
  chooseThumbnails,
  gridLevel,
  levelZoom,
  type ThumbnailGrid,
  thumbnailAt,
  thumbnailGrid,
  uncrowdedLevel,
} from './thumbnailGrid.ts';

const extraCells = 1; // fetched around the screen, so that a slow pan finds them there

/** The thumbnails that can be drawn now. A new object whenever they change. */
export interface DrawnThumbnails {
  /** Catalogue rows */
  rows: number[];
  /** Atlas icon of each. */
  icons: string[];
  /** (rows.length, 2) world centres */
  centres: Float32Array;
}

/** Decides which galaxies stand on the map as their own image, as the camera moves. */
interface ThumbnailField {
  setPoints(points: PlacedPoints | null): void;
  /** The selected row: where there are thumbnails, it is one of them. */
  setFavourite(row: number | null): void;
  /** @returns what to draw; null while the map is too crowded for thumbnails */
  look(camera: Camera, size: Size, fitZoom: number): DrawnThumbnails | null;
  /** The lowest zoom that shows thumbnails around a world point. */
  zoomAt(x: number, y: number, fitZoom: number): number;
  /** Thumbnails have come: the next look finds them. */
  refresh(): void;
  /** Row of the drawn thumbnail under a screen pixel, or null. */
  at(camera: Camera, size: Size, xPx: number, yPx: number): number | null;
}

/** A field without points, until `setPoints`. The grid and the choice are computed anew only where the view needs it. */
export function createThumbnailField(atlas: ThumbnailAtlas): ThumbnailField {
  let points: PlacedPoints | null = null;
  let favourite: number | null = null;
  let first: { level: number; fitZoom: number } | null = null; // from which level on there are thumbnails, found anew when the map or the screen changes size
  let grid: ThumbnailGrid | null = null;
  let range: CellRange | null = null;
  let chosen: ChosenThumbnails | null = null;
  let drawn: DrawnThumbnails | null = null;

  function forget(): void {
    grid = null;
    range = null;
    chosen = null;
    drawn = null;
  }

  function firstLevel(of: PlacedPoints, fitZoom: number): number {
    if (first?.fitZoom !== fitZoom) first = { level: firstThumbnailLevel(of, fitZoom), fitZoom };
    return first.level;
  }

  /** Those of the chosen whose image is here. */
  function gather(all: ChosenThumbnails, { rows }: PlacedPoints): DrawnThumbnails {
    const here: { row: number; icon: string; i: number }[] = [];
    all.indices.forEach((index, i) => {
      const icon = atlas.iconOf(rows[index]);
      if (icon !== undefined) here.push({ row: rows[index], icon, i });
    });
    const centres = new Float32Array(2 * here.length);
    here.forEach(({ i }, k) => {
      centres[2 * k] = all.centres[2 * i];
      centres[2 * k + 1] = all.centres[2 * i + 1];
    });
    return { rows: here.map(each => each.row), icons: here.map(each => each.icon), centres };
  }

  return {
    setPoints(next) {
      points = next;
      first = null;
      forget();
    },
    setFavourite(row) {
      if (row !== favourite) chosen = null;
      favourite = row;
    },
    zoomAt(x, y, fitZoom) {
      return points ? levelZoom(uncrowdedLevel(points, x, y, firstLevel(points, fitZoom))) : fitZoom;
    },
    refresh() {
      drawn = null;
    },
    look(camera, size, fitZoom) {
      if (!points?.bounds || size.width === 0) return null;
      const level = gridLevel(camera.zoom);
      if (level < firstLevel(points, fitZoom)) {
        if (grid) forget();
        return null;
      }
      if (grid?.level !== level) {
        forget();
        grid = thumbnailGrid(points, points.bounds, level);
      }
      const cells = cellsInView(grid, camera, size, extraCells);
      if (!range || !chosen || !sameCells(cells, range)) {
        range = cells;
        const { rows } = points;
        const index = favourite === null ? -1 : rows.indexOf(favourite);
        chosen = chooseThumbnails(grid, points, cells, atlasCapacity, index);
        atlas.want(chosen.indices.map(index => rows[index]));
        drawn = null;
      }
      drawn ??= gather(chosen, points);
      return drawn;
    },
    at(camera, size, xPx, yPx) {
      if (!drawn) return null;
      const i = thumbnailAt(drawn, camera, size, xPx, yPx);
      return i < 0 ? null : drawn.rows[i];
    },
  };
}

function sameCells(a: CellRange, b: CellRange): boolean {
  return a.left === b.left && a.right === b.right && a.bottom === b.bottom && a.top === b.top;
}
