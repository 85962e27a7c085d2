import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import '../../../src/app/theme/ink.css';
import { MapView } from '../../../src/features/map/MapView.tsx';
import { createMapStore } from '../../../src/features/map/mapStore.ts';
import { toScreen } from '../../../src/features/map/points/camera.ts';
import { clearCamera, lowerLeftOf } from '../../../src/features/map/points/clearCamera.ts';
import { placedPoints } from '../../../src/features/map/points/placedPoints.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { SessionProvider } from '../../../src/session/SessionContext.tsx';
import { createSession } from '../../../src/session/session.ts';

const size = { width: 640, height: 480 };
const n = 2000;
const lone = 1234; // stands by itself to the upper right; category "odd"

function positionsOf(): Float32Array {
  const random = createRandom(1);
  const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
  positions[2 * lone] = 5;
  positions[2 * lone + 1] = 4;
  return positions;
}

/** A thumbnail's one colour tells its row. */
const thumbnailColour = (row: number) => [200, row >> 8, row & 255];
const fetched: number[] = [];
async function fetchThumbnails(rows: Uint32Array, sidePx: number): Promise<Uint8Array> {
  fetched.push(...rows);
  const pixels = sidePx * sidePx;
  const rgb = new Uint8Array(rows.length * pixels * 3);
  rows.forEach((row, i) => {
    for (let p = 0; p < pixels; p++) rgb.set(thumbnailColour(row), 3 * (i * pixels + p));
  });
  return rgb;
}

let root: Root | null = null;
let stage: HTMLDivElement | null = null;

/** @param late opens the catalogue once the empty map stands there, as the app does */
async function mount(late: boolean) {
  const session = createSession(() => performance.now());
  const never = () => new Promise<never>(() => {});
  const store = createMapStore({ session, layout: { layout: never, place: never, enough: never } });
  const positions = positionsOf();
  const codes = Uint8Array.from({ length: n }, (_, row) => (row === lone ? 1 : 0));
  const kind = {
    kind: 'category' as const,
    name: 'kind',
    source: 'file',
    categories: ['plain', 'odd'],
    codes,
  };
  const open = () => {
    session.catalogue.getState().replace({
      handle: 1,
      name: 'synthetic',
      rowCount: n,
      ids: packIds(Array.from({ length: n }, (_, row) => `galaxy ${row}`)),
      columns: [kind],
      hasImages: true,
      positions,
      simulated: true,
      problems: [],
    });
    session.columns.getState().reset([kind]);
    session.columns.getState().paint('kind');
  };
  if (!late) open();
  stage = document.createElement('div');
  stage.style.cssText = `position:fixed;inset:0 auto auto 0;width:${size.width}px;height:${size.height}px`;
  document.body.append(stage);
  root = createRoot(stage);
  root.render(
    <MantineProvider forceColorScheme="dark">
      <SessionProvider session={session}>
        <MapView provenance={async () => ({})} store={store} fetchThumbnails={fetchThumbnails} />
      </SessionProvider>
    </MantineProvider>,
  );
  if (late) {
    await until('a canvas', () => stage!.querySelector('canvas'));
    open();
  }
  return { session, loneAt: loneIn(positions) };
}

/** Where the lone galaxy stands now: the whole map is shown, clear of the legend once that is there. */
function loneIn(positions: Float32Array): () => [number, number] {
  const { bounds, positions: placed } = placedPoints(positions);
  const lowerLeft = lowerLeftOf(placed, bounds!);
  return () => {
    const legend = stage!.querySelector('[aria-label="Legend"]')?.getBoundingClientRect();
    const corner = legend ? { width: legend.right, height: size.height - legend.top } : null;
    return toScreen(clearCamera(bounds!, size, lowerLeft, corner), size, 5, 4);
  };
}

afterEach(() => {
  root?.unmount();
  stage?.remove();
  vi.restoreAllMocks();
});

async function until<T>(what: string, find: () => T | null | undefined | false): Promise<T> {
  for (let frame = 0; frame < 2000; frame++) {
    const found = find();
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`need ${what}; it did not come`);
}

/** Colour the canvas shows at a CSS pixel. */
function pixel(x: number, y: number): number[] {
  const canvas = stage!.querySelector('canvas');
  if (!canvas || canvas.width === 0) return [0, 0, 0, 0];
  const copy = new OffscreenCanvas(1, 1).getContext('2d')!;
  const scale = canvas.width / size.width;
  copy.drawImage(canvas, -Math.floor(x * scale), -Math.floor(y * scale));
  return [...copy.getImageData(0, 0, 1, 1).data];
}

const near = (seen: number[], wanted: readonly number[], off = 30) =>
  wanted.every((c, i) => Math.abs(c - seen[i]) <= off);

function send(type: string, [x, y]: readonly [number, number]): void {
  const options = {
    bubbles: true,
    clientX: x,
    clientY: y,
    pointerId: 1,
    isPrimary: true,
    pointerType: 'mouse',
  };
  stage!.querySelector('canvas')!.dispatchEvent(new PointerEvent(type, options));
}

const vermilion = [213, 94, 0]; // Okabe & Ito's second colour, on near black with a little transparency

describe('MapView', () => {
  it('draws, points out, selects, walks by keys and turns points into thumbnails', async () => {
    const { session, loneAt: place } = await mount(true);
    session.preferences.getState().change({ mapShows: 'points' });
    await until('the legend', () => stage!.querySelector('[aria-label="Legend"]')); // the map moves clear of it
    await until('the lone galaxy in its colour', () => near(pixel(...place()), vermilion, 45));
    const loneAt = place();
    expect(near(pixel(loneAt[0] + 30, loneAt[1]), vermilion, 60)).toBe(false); // the ground beside it

    send('pointermove', [loneAt[0] + 3, loneAt[1] + 2]);
    const card = await until('the hover card', () => document.querySelector('[data-testid=hover-card]'));
    expect(card.textContent).toContain(`galaxy ${lone}`);
    expect(card.textContent).toContain('odd');
    expect(card.textContent).toContain('simulated');
    const box = card.getBoundingClientRect();
    expect(box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height).toBe(true);

    send('pointerdown', loneAt);
    send('pointerup', loneAt);
    expect(session.selection.getState().row).toBe(lone);
    send('pointerdown', [20, 240]); // empty sky
    send('pointerup', [20, 240]);
    expect(session.selection.getState().row).toBe(lone);
    send('pointerleave', [20, 240]);

    expect(fetched).toEqual([]); // no picture is asked for where points are wanted
    session.preferences.getState().change({ mapShows: 'pictures' });
    await until('its picture in the overview', () =>
      near(pixel(loneAt[0] + 8, loneAt[1] + 8), thumbnailColour(lone), 4),
    );
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'f' }));
    const middle = [size.width / 2, size.height / 2] as const;
    await until('the selected galaxy as a thumbnail', () =>
      near(pixel(middle[0] + 8, middle[1] + 8), thumbnailColour(lone), 4),
    );
    const legend = await until('the legend', () => stage!.querySelector('section[aria-label=Legend]'));
    const unfold = legend.querySelector<HTMLElement>('[aria-label="Unfold the legend"]');
    unfold?.click(); // the window may be a narrow one
    await until('its counts', () => legend.textContent?.includes('1,999'));

    const map = stage!.querySelector<HTMLElement>('[role=application]')!;
    map.focus();
    map.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
    const told = await until('the next galaxy announced', () =>
      [...document.querySelectorAll('[role=status]')].find(e => e.textContent?.includes('Press Enter')),
    );
    map.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const next = session.selection.getState().row!;
    expect(next).not.toBe(lone);
    await until('the selection announced', () =>
      told.textContent?.startsWith(`Selected galaxy galaxy ${next}`),
    );
  });

  it('draws again after the graphics context was lost', async () => {
    const { session, loneAt } = await mount(false);
    session.preferences.getState().change({ mapShows: 'points' });
    await until('the lone galaxy', () => near(pixel(...loneAt()), vermilion, 45));
    const canvas = stage!.querySelector('canvas')!;
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
    await until(
      'a new canvas',
      () => stage!.querySelector('canvas') && stage!.querySelector('canvas') !== canvas,
    );
    await until('the lone galaxy again', () => near(pixel(...loneAt()), vermilion, 45));
  });

  it('says what is missing where there is no WebGL 2', async () => {
    const getContext = HTMLCanvasElement.prototype.getContext as (...options: unknown[]) => unknown;
    const without = function (this: HTMLCanvasElement, ...options: unknown[]) {
      return options[0] === 'webgl2' ? null : getContext.apply(this, options);
    };
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(without as never);
    await mount(false);
    const alert = await until('the sentence', () => stage!.querySelector('[role=alert]'));
    expect(alert.textContent).toBe(
      'The map needs WebGL 2, which this browser does not offer. The lists work without it.',
    );
  });
});
