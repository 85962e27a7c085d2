import { Deck, type Layer, LinearInterpolator, OrthographicView } from '@deck.gl/core';
import type { Camera, Size } from '../points/camera.ts';
import type { Device } from '../thumbnails/thumbnailAtlas.ts';

/** What a canvas asks of the scene it shows. */
interface CanvasOwner {
  /** The layers for the present camera. */
  layers(): Layer[];
  /** The camera that shows all galaxies in a place of some size. */
  fitted(size: Size): Camera;
  /** The camera nearest to one that a person moved to from which something is seen. */
  limited(camera: Camera): Camera;
  /** True while a galaxy is under the pointer. */
  isPointing(): boolean;
  /** A graphics device came, or (null) went. */
  onDevice(device: Device | null): void;
  /** The camera, the size or the fit may be another. */
  onView(): void;
  /** The map moves on screen. */
  onMove(): void;
  /** A frame has been drawn. */
  onDrawn(): void;
  /** Nothing can be drawn; one sentence says why. */
  onFailure(sentence: string): void;
}

/** A WebGL canvas with a camera that a person can pan and zoom. */
interface MapCanvas {
  camera(): Camera;
  size(): Size;
  /** Zoom at which all galaxies fit. */
  fitZoom(): number;
  /** Draws at the next frame what has changed. */
  draw(): void;
  /** Takes the camera elsewhere by a short motion, or at once for those who want none. */
  moveTo(camera: Camera): void;
  /** The same at once: a map that opens again. */
  placeAt(camera: Camera): void;
  /** True once a person, or what they asked for, has moved the map since it was last fitted. */
  isMoved(): boolean;
  /** Shows all galaxies, by a motion. */
  fit(): void;
  /** Shows all galaxies at once, unless the person has moved the map since it was last fitted. @param glides by a motion */
  fitUnlessMoved(glides?: boolean): void;
  /** Fits from now on again: the map is another. */
  forgetMoves(): void;
  destroy(): void;
}

const moveMs = 160; // design: motion 120–180 ms
const closest = 14; // octaves beyond the fit: further in, float32 positions show their grain
const farthest = 0.5; // octaves short of it: there is nothing more to see
const mostLosses = 5; // of the graphics context; a card that gives up more often will not come back
const wheelSpeed = 0.01; // deck's own default, one octave for a firm turn of the wheel

/** Longer than other functions: all of it closes over one deck, which a lost graphics card replaces under it. */
export function createMapCanvas(host: HTMLDivElement, owner: CanvasOwner): MapCanvas {
  let deck: Deck<OrthographicView> | null = null;
  let size: Size = { width: host.clientWidth, height: host.clientHeight };
  let camera: Camera = { x: 0, y: 0, zoom: 0 };
  let moved = false;
  let losses = 0;

  const fitted = () => owner.fitted(size);

  function viewState({ x, y, zoom }: Camera) {
    const fitZoom = fitted().zoom;
    return {
      target: [x, y, 0] as [number, number, number],
      zoom,
      minZoom: fitZoom - farthest,
      maxZoom: fitZoom + closest,
    };
  }

  function draw(): void {
    owner.onView();
    deck?.setProps({ viewState: viewState(camera), layers: owner.layers() });
  }

  function begin(): void {
    if (document.createElement('canvas').getContext('webgl2') === null) {
      owner.onFailure('The map needs WebGL 2, which this browser does not offer. The lists work without it.');
      return;
    }
    const mine: Deck<OrthographicView> = new Deck({
      parent: host,
      views: new OrthographicView({
        id: 'map',
        flipY: false,
        controller: {
          scrollZoom: { speed: wheelSpeed, smooth: false },
          doubleClickZoom: false,
          keyboard: false,
        },
      }),
      viewState: viewState(camera),
      layers: [],
      getCursor: ({ isDragging }) => (isDragging ? 'grabbing' : owner.isPointing() ? 'pointer' : 'grab'),
      onViewStateChange: ({ viewState: next, interactionState }) => {
        const { isDragging, isPanning, isZooming } = interactionState;
        if (isDragging || isPanning || isZooming) moved = true;
        const { target, zoom } = next as { target: number[]; zoom: number };
        camera = owner.limited({ x: target[0], y: target[1], zoom });
        draw();
        owner.onMove();
      },
      onResize: next => {
        size = { width: next.width, height: next.height };
        if (!moved) camera = fitted();
        draw();
      },
      onAfterRender: owner.onDrawn,
      onDeviceInitialized: device => {
        if (deck !== mine) return;
        owner.onDevice(device);
        void device.lost.then(() => {
          if (deck === mine) revive();
        });
        draw();
      },
      onError: error => {
        if (deck === mine && !mine.isInitialized)
          owner.onFailure(`The map could not be drawn: ${error.message}`);
      },
    });
    deck = mine;
  }

  function end(): void {
    const mine = deck;
    deck = null;
    owner.onDevice(null);
    mine?.finalize();
  }

  /** The graphics card was reset: a new canvas shows the same scene. */
  function revive(): void {
    end();
    losses++;
    if (losses <= mostLosses) begin();
    else owner.onFailure('The graphics card gave up several times. Reload the page to draw the map again.');
  }

  function moveTo(next: Camera): void {
    if (!deck || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      camera = next;
      draw();
      owner.onMove();
      return;
    }
    const motion = {
      transitionDuration: moveMs,
      transitionInterpolator: new LinearInterpolator(['target', 'zoom']),
    };
    deck.setProps({ viewState: { ...viewState(next), ...motion } });
  }

  begin();
  return {
    camera: () => camera,
    size: () => size,
    fitZoom: () => fitted().zoom,
    draw,
    moveTo(next) {
      moved = true;
      moveTo(next);
    },
    placeAt(next) {
      moved = true;
      camera = next;
      draw();
      owner.onMove();
    },
    isMoved: () => moved,
    fit() {
      moved = false;
      moveTo(fitted());
    },
    fitUnlessMoved(glides = false) {
      if (!moved && glides) return moveTo(fitted());
      if (!moved) camera = fitted();
      draw();
    },
    forgetMoves() {
      moved = false;
    },
    destroy: end,
  };
}
