import type { Layer } from '@deck.gl/core';
import { IconLayer } from '@deck.gl/layers';
import type { Rgb } from '../../../maths/images/colourScale.ts';
import type { Ink } from './ink.ts';
import { type MarkShape, markImage, markMapping } from './markShapes.ts';
import type { Pictures } from './pictureLayers.ts';

/** A mark at a corner of a picture: a diamond for a neighbour, a ring for one of the selection. */
interface Badge {
  /** World place of the galaxy. */
  at: [number, number];
  offsetPx: [number, number];
  shape: 'diamond' | 'ring';
}

const badgePx = 11;
const groundPx = 15; // around it, so that it shows on any picture

let image: ImageData | null = null;

/** Marks of one colour, each of its own shape, in pixels. */
export function shapesLayer<D>(
  id: string,
  data: readonly D[],
  look: {
    at: (each: D) => [number, number];
    shape: (each: D) => MarkShape;
    offsetPx?: (each: D) => [number, number];
    sizePx: number;
    colour: (each: D) => [number, number, number, number];
  },
): Layer {
  if (!image) {
    const { data, width, height } = markImage();
    image = new ImageData(data, width, height); // one object: a layer makes its texture once
  }
  return new IconLayer<D>({
    id,
    data: data as D[],
    iconAtlas: image as never, // deck takes pixels too; its type names textures and addresses only
    iconMapping: markMapping,
    getPosition: look.at,
    getIcon: look.shape,
    getPixelOffset: look.offsetPx ?? [0, 0],
    getSize: look.sizePx,
    getColor: look.colour,
  });
}

/** The marks of the pictures drawn: which are neighbours, and which are of the selection. */
export function badgesOf({ drawn, sizes, near, chosen }: Pictures): Badge[] {
  return drawn.rows.flatMap((_, i): Badge[] => {
    const at: [number, number] = [drawn.centres[2 * i], drawn.centres[2 * i + 1]];
    const half = sizes[i] / 2;
    return [
      ...(near[i] ? [{ at, offsetPx: [half, -half] as [number, number], shape: 'diamond' as const }] : []),
      ...(chosen[i] ? [{ at, offsetPx: [-half, -half] as [number, number], shape: 'ring' as const }] : []),
    ];
  });
}

/** Badges over the pictures. */
export function badgeLayers(badges: readonly Badge[], ink: Ink): Layer[] {
  if (badges.length === 0) return [];
  const at = (badge: Badge) => badge.at;
  const offsetPx = (badge: Badge) => badge.offsetPx;
  const opaque = (colour: Rgb) => (): [number, number, number, number] => [...colour, 255];
  return [
    shapesLayer('badge-grounds', badges, {
      ...{ at, offsetPx, sizePx: groundPx, colour: opaque(ink.background) },
      shape: ({ shape }) => (shape === 'ring' ? 'disc' : shape),
    }),
    shapesLayer('badges', badges, {
      ...{ at, offsetPx, sizePx: badgePx, colour: opaque(ink.text) },
      shape: ({ shape }) => shape,
    }),
  ];
}
