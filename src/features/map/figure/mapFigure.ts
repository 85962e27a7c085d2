import type { Drawing, FigureInk, Mark } from '../../../contracts/figure.ts';
import type { Rgb } from '../../../maths/images/colourScale.ts';
import { toScreen } from '../points/camera.ts';
import type { Painting } from '../points/pointColours.ts';
import type { SceneDrawing } from '../scene/sceneDrawing.ts';
import { legendMarks } from './legendMarks.ts';

/** How a map is drawn in a figure. */
interface MapLook {
  ink: FigureInk;
  /** For the same ground. */
  painting: Painting;
  /** What the colours show; null where they show nothing. */
  column: string | null;
  /** How the map was drawn, and of what; a line. */
  caption: string;
  showsNames: boolean;
  /** Data URLs of the pictures, by row: a galaxy without one is left out. */
  hrefs: ReadonlyMap<number, string>;
  /** Data URL of the density, which fills its frame; null: none. */
  density: string | null;
}

const selectedLine = '#d98a1f'; // the accent of both themes, legible on either ground
const marginPx = 16;

/** What is on screen as a figure: density, points, pictures, names, and the legend with its scale below. */
export function mapFigure(seen: SceneDrawing, look: MapLook): Drawing {
  const { size } = seen;
  const { ink, painting, column, caption, density } = look;
  const legend = legendMarks({ column, key: painting.key, caption }, size.width, size.height, ink);
  return {
    widthPx: size.width,
    heightPx: size.height + legend.heightPx,
    marks: [
      ...(density ? densityMark(seen, density) : []),
      ...(seen.showsPoints ? pointMarks(seen, painting) : []),
      ...pictureMarks(seen, look),
      ...(look.showsNames ? nameMarks(seen, ink) : []),
      // What reaches beyond the map's lower edge ends there.
      {
        kind: 'box',
        xPx: 0,
        yPx: size.height,
        widthPx: size.width,
        heightPx: legend.heightPx + marginPx,
        fill: ink.ground,
      },
      ...legend.marks,
    ],
  };
}

function densityMark({ density, camera, size }: SceneDrawing, href: string): Mark[] {
  if (!density) return [];
  const { minX, minY, cell, side } = density.frame;
  const [xPx, yPx] = toScreen(camera, size, minX, minY + side * cell);
  const sidePx = side * cell * 2 ** camera.zoom;
  return [{ kind: 'picture', xPx, yPx, widthPx: sidePx, heightPx: sidePx, href }];
}

/** The points in sight, those of one colour together, in the order in which colours first come. */
function pointMarks({ points, camera, size, radiusPx }: SceneDrawing, { rgba }: Painting): Mark[] {
  const byColour = new Map<number, number[]>();
  const colours = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  points.rows.forEach((row, i) => {
    if (rgba[4 * row + 3] === 0) return; // hidden by a filter
    const [xPx, yPx] = toScreen(camera, size, points.positions[2 * i], points.positions[2 * i + 1]);
    const isSeen =
      xPx > -radiusPx && xPx < size.width + radiusPx && yPx > -radiusPx && yPx < size.height + radiusPx;
    if (!isSeen) return;
    const places = byColour.get(colours[row]) ?? [];
    if (places.length === 0) byColour.set(colours[row], places);
    places.push(xPx, yPx);
  });
  return Array.from(byColour, ([packed, placesPx]) => {
    const [r, g, b, alpha] = new Uint8Array(Uint32Array.of(packed).buffer);
    return { kind: 'dots', placesPx, radiusPx, colour: cssOf([r, g, b]), opacity: alpha / 255 };
  });
}

/** Pictures with their frames: the selected galaxy's in the accent, the others' tinted by their value. */
function pictureMarks(
  { pictures, camera, size, selected }: SceneDrawing,
  { hrefs, painting: { rgba, key, under }, ink }: MapLook,
): Mark[] {
  if (!pictures) return [];
  const { drawn, sizes, frameSizes } = pictures;
  return drawn.rows.flatMap((row, i): Mark[] => {
    const href = hrefs.get(row);
    const [xPx, yPx] = toScreen(camera, size, drawn.centres[2 * i], drawn.centres[2 * i + 1]);
    const half = frameSizes[i] / 2;
    const isSeen = xPx > -half && xPx < size.width + half && yPx > -half && yPx < size.height + half;
    if (!href || !isSeen) return [];
    const plain = key.kind === 'plain' || under[row] === 1;
    const own = plain ? ink.line : cssOf([rgba[4 * row], rgba[4 * row + 1], rgba[4 * row + 2]]);
    const square = (sidePx: number) => ({
      xPx: xPx - sidePx / 2,
      yPx: yPx - sidePx / 2,
      widthPx: sidePx,
      heightPx: sidePx,
    });
    return [
      { kind: 'box', ...square(frameSizes[i]), fill: row === selected ? selectedLine : own },
      { kind: 'picture', ...square(sizes[i]), href },
    ];
  });
}

function nameMarks({ names }: SceneDrawing, ink: FigureInk): Mark[] {
  return names.map(({ words, xPx, yPx }) => ({
    kind: 'text',
    xPx,
    yPx: yPx + 5,
    text: words,
    colour: ink.text,
    anchor: 'middle',
    sizePx: 15,
    bold: true,
    edge: ink.ground,
  }));
}

const cssOf = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`;
