import type { Layer } from '@deck.gl/core';
import type { MapDensity } from '../../../contracts/map.ts';
import { type Bounds, type Camera, fitCamera, pointRadiusPx, type Size, toScreen } from '../points/camera.ts';
import { type CoveredCorner, clearCamera, type LowerLeft, lowerLeftOf } from '../points/clearCamera.ts';
import { boundsOf, type PlacedPoints, placedPoints } from '../points/placedPoints.ts';
import type { Painting } from '../points/pointColours.ts';
import { keptInSight } from '../survey/keptInSight.ts';
import type { PlacedPictures } from '../survey/mapSurvey.ts';
import { createThumbnailAtlas, type Device, type FetchThumbnails } from '../thumbnails/thumbnailAtlas.ts';
import { createThumbnailField } from '../thumbnails/thumbnailField.ts';
import { type DensityImage, densityImage } from './densityLayer.ts';
import type { Ink } from './ink.ts';
import { createLookedAt, type LookedAt, worldPlaceOf } from './lookedAt.ts';
import { createMapCanvas } from './mapCanvas.ts';
import { mapLayers, type Picture, pointData, ringData } from './mapLayers.ts';
import type { Marks } from './marks.ts';
import { neighbourTies } from './neighbourLayers.ts';
import { framedPictures } from './pictureLayers.ts';
import type { SceneDrawing, WrittenName } from './sceneDrawing.ts';
import { createViewpoints, type Viewpoint } from './viewpoint.ts';

/** What the map draws galaxies as: pictures among points, points, or density alone. */
export type MapShows = 'pictures' | 'points' | 'density';

interface SceneEvents {
  onMove(): void;
  /** Galaxies are on screen: after each frame that shows some. */
  onDrawn(): void;
  /** The map cannot be drawn at all; one sentence. */
  onFailure(sentence: string): void;
  /** Thumbnails could not be read. */
  onProblem(error: unknown): void;
}

/** The drawn map: what the canvas shows, and what stands where on it. No React, no stores. */
export interface MapScene extends LookedAt {
  /** (n, 2) of all catalogue rows, NaN where a galaxy has no place; null without a map */
  setPositions(positions: Float32Array | null): void;
  /** Colours the points. @param ink of rings and lines, which suits the ground */
  setPainting(painting: Painting, ink: Ink): void;
  /** Which galaxies are ringed: the one selected, the one pointed at, and several chosen at once. */
  setMarks(marks: Marks): void;
  /** The layer under everything; null: none. */
  setDensity(density: MapDensity | null): void;
  /** Which galaxies have pictures from which zoom on; null: none. */
  setPictures(pictures: PlacedPictures | null): void;
  /** What galaxies are drawn as. */
  setShown(shown: MapShows): void;
  /** Another catalogue: thumbnails come from elsewhere (null: from nowhere), and the view fits again. */
  reset(fetch: FetchThumbnails | null): void;
  /** What lies over the lower left: the whole map is shown clear of it. */
  setCorner(corner: CoveredCorner | null): void;
  /** Brings the whole map on screen. */
  fit(): void;
  /** @param octaves positive zooms in */
  zoomBy(octaves: number): void;
  /** Fills the screen with some galaxies; a single one is brought as near as its thumbnail needs. */
  zoomTo(rows: ArrayLike<number>): void;
  /** Fills the screen with a part of the map. */
  zoomToBox(box: Bounds): void;
  /** Shows what was on screen before, at once; null: all of it. */
  placeAt(camera: Camera | null): void;
  /** What is on screen where the map was moved; null while it shows all. */
  movedTo(): Camera | null;
  /** Brings a world point to the middle. */
  lookAt(x: number, y: number): void;
  /** The density on show; null until it is known. */
  density(): MapDensity | null;
  /** What is on screen; the same object while nothing changes. */
  view(): Viewpoint;
  /** Calls `listener` after each change of the view or the density, until the function returned is called. */
  onView(listener: () => void): () => void;
  /** Pans, if need be, so that a galaxy is on screen. */
  reveal(row: number): void;
  /** Rows that stand there as thumbnails now. */
  thumbnailRows(): readonly number[];
  /** Names that are written over the map, for figures of it. */
  setNames(names: readonly WrittenName[]): void;
  /** What is on screen, for a figure; null where nothing is drawn. */
  drawing(): SceneDrawing | null;
  /** Ends drawing and frees what the map holds on the graphics card; no call may follow. */
  destroy(): void;
}

const atlasSidesPx = [64, 128, 256]; // each at half to full size on screen: sharp, and never sampled too thinly
const amongPictures = 0.6; // of a point's radius: pictures come first
const edgePx = 48; // a galaxy nearer to the edge than this is panned into view

/** Longer than other functions: its small methods all close over what is drawn now, and none has a part of its own. */
export function createMapScene(host: HTMLDivElement, events: SceneEvents): MapScene {
  let positions: Float32Array | null = null;
  let points: PlacedPoints | null = null;
  let painting: Painting | null = null;
  let ink: Ink | null = null;
  let marks: Marks = { selected: null, pointed: null, rows: new Uint32Array(0), neighbours: null };
  let fetchThumbnails: FetchThumbnails | null = null;
  let device: Device | null = null;
  let picture: Pick<Picture, 'points' | 'ringed' | 'pictures' | 'ties'> | null = null;
  let density: MapDensity | null = null;
  let densityShown: DensityImage | null = null;
  let placed: PlacedPictures | null = null;
  let shown: MapShows = 'pictures';
  let names: readonly WrittenName[] = [];
  let corner: CoveredCorner | null = null;
  let lowerLeft: LowerLeft | null = null;
  let whole: { size: Size; camera: Camera } | null = null;

  const atlases = atlasSidesPx.map(sidePx =>
    createThumbnailAtlas(
      sidePx,
      () => {
        field.refresh();
        canvas.draw();
      },
      events.onProblem,
    ),
  );
  const field = createThumbnailField(atlases);
  const canvas = createMapCanvas(host, {
    layers,
    fitted,
    limited(camera) {
      if (!placed || placed.positions !== positions) return camera;
      return keptInSight(camera, canvas.size(), placed);
    },
    onView: () => viewpoints.look(),
    isPointing: () => marks.pointed !== null,
    onDevice(next) {
      device = next;
      resetAtlases();
      showDensity();
    },
    onMove: events.onMove,
    onDrawn() {
      if (points && points.rows.length > 0) events.onDrawn();
    },
    onFailure: events.onFailure,
  });

  const viewpoints = createViewpoints(() => ({
    camera: canvas.camera(),
    size: canvas.size(),
    fitZoom: canvas.fitZoom(),
  }));

  /** Asked for at every draw: searched again only where the galaxies, the size or what covers the map are others. */
  function fitted(size: Size): Camera {
    if (!points?.bounds || !lowerLeft) return fitCamera({ minX: 0, minY: 0, maxX: 0, maxY: 0 }, size);
    if (whole?.size.width !== size.width || whole.size.height !== size.height)
      whole = { size, camera: clearCamera(points.bounds, size, lowerLeft, corner) };
    return whole.camera;
  }

  function layers(): Layer[] {
    if (!picture || !painting || !ink || !points) return [];
    const camera = canvas.camera();
    const drawn = shown === 'pictures' ? field.look(camera, canvas.size(), canvas.fitZoom()) : null;
    if (!drawn) picture.pictures = null;
    else if (picture.pictures?.drawn !== drawn)
      picture.pictures = framedPictures(drawn, painting, marks, ink);
    const asPoint = (row: number | null) => (row === null || drawn?.rows.includes(row) ? null : place(row));
    return mapLayers(
      {
        ...picture,
        ink,
        density: densityShown,
        showsPoints: shown !== 'density',
        radiusPx: pointRadius(drawn !== null),
        selected: asPoint(marks.selected),
        pointed: marks.pointed === marks.selected ? null : asPoint(marks.pointed),
      },
      atlases,
    );
  }

  function pointRadius(hasPictures: boolean): number {
    const octavesBeyondFit = canvas.camera().zoom - canvas.fitZoom();
    const radiusPx = pointRadiusPx(points?.rows.length ?? 0, canvas.size(), octavesBeyondFit);
    return radiusPx * (hasPictures ? amongPictures : 1);
  }

  function resetAtlases(): void {
    for (const atlas of atlases) atlas.reset(fetchThumbnails, device);
    field.setPictures(placed); // nothing drawn from before the reset may stay
  }

  function showDensity(): void {
    densityShown?.texture.destroy();
    densityShown = device && density ? densityImage(device, density) : null;
  }

  const place = (row: number) => worldPlaceOf(positions, row);
  const lookedAt = createLookedAt(() => ({
    camera: canvas.camera(),
    size: canvas.size(),
    positions,
    points,
    painting,
    placed,
    pictureAt: (xPx, yPx) =>
      shown === 'pictures' ? field.at(canvas.camera(), canvas.size(), xPx, yPx) : null,
  }));

  /** Points, colours and rings anew. */
  function rebuild(): void {
    const ofSameCatalogue = positions && painting && painting.under.length === positions.length / 2;
    points = ofSameCatalogue ? placedPoints(positions as Float32Array, painting?.under) : null;
    lowerLeft = points?.bounds ? lowerLeftOf(points.positions, points.bounds) : null;
    whole = null;
    picture =
      points && positions && painting
        ? {
            points: pointData(points, painting),
            ringed: ringData(positions, marks.rows),
            pictures: null,
            ties: neighbourTies(positions, marks.neighbours),
          }
        : null;
  }

  function centred(x: number, y: number): Camera {
    return { ...canvas.camera(), x, y };
  }

  return {
    setPositions(next) {
      positions = next;
      rebuild();
      canvas.fitUnlessMoved();
    },
    setPainting(next, nextInk) {
      painting = next;
      ink = nextInk;
      rebuild();
      canvas.fitUnlessMoved();
    },
    setMarks(next) {
      if (picture && positions && next.rows !== marks.rows) picture.ringed = ringData(positions, next.rows);
      if (picture && positions && next.neighbours !== marks.neighbours)
        picture.ties = neighbourTies(positions, next.neighbours);
      if (picture) picture.pictures = null;
      field.setFavourite(next.selected);
      marks = next;
      canvas.draw();
    },
    setDensity(next) {
      density = next;
      showDensity();
      canvas.draw();
      viewpoints.tell(); // the small map shows it, and the camera may rest
    },
    setPictures(next) {
      placed = next;
      field.setPictures(next);
      canvas.draw();
    },
    setShown(next) {
      shown = next;
      canvas.draw();
    },
    reset(fetch) {
      fetchThumbnails = fetch;
      resetAtlases();
      canvas.forgetMoves();
      canvas.fitUnlessMoved();
    },
    setCorner(next) {
      const grows = next && (!corner || next.width > corner.width || next.height > corner.height);
      corner = next;
      if (!grows) return; // a map that moves back whenever another colour has fewer classes would never rest
      whole = null;
      canvas.fitUnlessMoved(true);
    },
    fit() {
      whole = null;
      canvas.fit();
    },
    zoomBy(octaves) {
      const camera = canvas.camera();
      canvas.moveTo({ ...camera, zoom: camera.zoom + octaves });
    },
    zoomTo(rows) {
      const bounds = positions && boundsOf(positions, rows);
      if (!bounds) return;
      const around = fitCamera(bounds, canvas.size());
      const near = () => Math.max(canvas.camera().zoom, field.zoomFor(rows[0], canvas.fitZoom()));
      const zoom = rows.length === 1 ? near() : around.zoom;
      canvas.moveTo({ ...around, zoom });
    },
    placeAt: camera => (camera ? canvas.placeAt(camera) : canvas.fit()),
    movedTo: () => (canvas.isMoved() ? canvas.camera() : null),
    zoomToBox: box => canvas.moveTo(fitCamera(box, canvas.size())),
    density: () => density,
    lookAt: (x, y) => canvas.moveTo(centred(x, y)),
    view: viewpoints.now,
    onView: viewpoints.onView,
    ...lookedAt,
    reveal(row) {
      const at = place(row);
      if (!at) return;
      const { width, height } = canvas.size();
      const [xPx, yPx] = toScreen(canvas.camera(), canvas.size(), at[0], at[1]);
      const inside = xPx > edgePx && xPx < width - edgePx && yPx > edgePx && yPx < height - edgePx;
      if (!inside) canvas.moveTo(centred(at[0], at[1]));
    },
    thumbnailRows: () => picture?.pictures?.drawn.rows ?? [],
    setNames(next) {
      names = next;
    },
    drawing() {
      if (!points || !picture) return null;
      const [camera, size, showsPoints] = [canvas.camera(), canvas.size(), shown !== 'density'];
      const { pictures } = picture;
      const { selected } = marks;
      const radiusPx = pointRadius(pictures !== null);
      return { camera, size, points, radiusPx, showsPoints, pictures, density, names, selected };
    },
    destroy() {
      canvas.destroy();
    },
  };
}
