import type { Layer } from '@deck.gl/core';
import { IconLayer } from '@deck.gl/layers';
import type { Rgb } from '../../../maths/images/colourScale.ts';
import type { Painting } from '../points/pointColours.ts';
import { type ThumbnailAtlas, whiteIcon } from '../thumbnails/thumbnailAtlas.ts';
import { type DrawnThumbnails, favouriteScale } from '../thumbnails/thumbnailField.ts';
import type { Ink } from './ink.ts';
import type { Marks } from './marks.ts';

/** Pictures with their frames. */
export interface Pictures {
  drawn: DrawnThumbnails;
  /** (rows, 4) 0–255, of the frames */
  colours: Uint8Array;
  /** Sides of the frames and of the pictures in them, CSS pixels. */
  frameSizes: Float32Array;
  sizes: Float32Array;
  /** Their places among the drawn by the atlas that has the image. */
  ofAtlas: number[][];
  all: number[];
  /** Of each: whether it is a neighbour of what is asked about, and whether one of the selection. */
  near: boolean[];
  chosen: boolean[];
}

const tinted = 0.6; // of a value's colour in a frame: the galaxy is what is looked at

/** The frame around each picture: state first, else a tint of the painted value on the colour of lines. */
export function framedPictures(
  drawn: DrawnThumbnails,
  { rgba, key, under }: Painting,
  marks: Marks,
  ink: Ink,
): Pictures {
  const n = drawn.rows.length;
  const colours = new Uint8Array(4 * n);
  const sizes = new Float32Array(n);
  const frameSizes = new Float32Array(n);
  const ofAtlas: number[][] = [];
  const neighbours = new Set(marks.neighbours?.rows);
  const near = drawn.rows.map(row => neighbours.has(row));
  const chosen = drawn.rows.map(row => holds(marks.rows, row));
  for (let i = 0; i < n; i++) {
    const row = drawn.rows[i];
    const plain = key.kind === 'plain' || under[row] === 1;
    const value: Rgb = [rgba[4 * row], rgba[4 * row + 1], rgba[4 * row + 2]];
    const own = plain ? ink.line : (ink.line.map((c, k) => c + tinted * (value[k] - c)) as Rgb);
    const isSelected = row === marks.selected;
    const line = isSelected ? ink.accent : row === marks.pointed || near[i] || chosen[i] ? ink.text : own;
    colours.set(line, 4 * i);
    colours[4 * i + 3] = 255;
    sizes[i] = drawn.sidePx * (row === drawn.favourite ? favouriteScale : 1);
    frameSizes[i] = sizes[i] + (isSelected || row === marks.pointed ? 4 : 2); // 2 px of line to either side, or 1 px
    ofAtlas[drawn.atlases[i]] ??= [];
    ofAtlas[drawn.atlases[i]].push(i);
  }
  return { drawn, colours, sizes, frameSizes, ofAtlas, all: drawn.rows.map((_, i) => i), near, chosen };
}

/** Whether a row is among ascending ones: a set of a million would be made anew whenever the pointer moves on. */
function holds(rows: Uint32Array, row: number): boolean {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row;
}

type Rgba = [number, number, number, number];

/** The layers that draw pictures: frames, then the images of each atlas. */
export function pictureLayers(pictures: Pictures, atlases: readonly ThumbnailAtlas[]): Layer[] {
  const { drawn, colours, sizes, frameSizes, ofAtlas, all } = pictures;
  const getPosition = (i: number): [number, number] => [drawn.centres[2 * i], drawn.centres[2 * i + 1]];
  const layers: Layer[] = [];
  const [smallest] = atlases;
  const ground = smallest.texture();
  if (ground) {
    layers.push(
      new IconLayer<number>({
        id: 'frames',
        data: all,
        iconAtlas: ground,
        iconMapping: smallest.mapping,
        getPosition,
        getIcon: () => whiteIcon,
        getSize: i => frameSizes[i],
        getColor: i => colours.subarray(4 * i, 4 * i + 4) as unknown as Rgba,
      }),
    );
  }
  atlases.forEach((atlas, k) => {
    const texture = atlas.texture();
    if (!texture || !ofAtlas[k]) return;
    layers.push(
      new IconLayer<number>({
        id: `pictures-${atlas.sidePx}`,
        data: ofAtlas[k],
        iconAtlas: texture,
        iconMapping: atlas.mapping,
        getPosition,
        getIcon: i => drawn.icons[i],
        getSize: i => sizes[i],
      }),
    );
  });
  return layers;
}
