import { settingsLine } from '../../../data/runs/settingFields.ts';
import { membersOf } from '../../../maths/distillation/contenders.ts';
import { imageAt, type Look, prototypeRgba } from './prototypePixels.ts';
import { frameAt, type ShownSet } from './shownSet.ts';

const leastTilePx = 96; // a prototype is looked at, not only counted
const gapPx = 8;
const namesPx = 168; // "edge-on without bulge"
const headPx = 56;
const font = (px: number, weight = 400) => `${weight} ${px}px "Inter Variable", system-ui, sans-serif`;

/** Where everything of a sheet stands, in its own pixels. */
interface SheetLayout {
  widthPx: number;
  heightPx: number;
  /** A whole multiple of the images' own side. */
  tilePx: number;
  /** By class, the left of each of its images. */
  lefts: number[][];
  /** By class. */
  tops: number[];
}

/** A row a class, its name before it. */
function sheetLayout(byClass: readonly (readonly number[])[], sidePx: number): SheetLayout {
  const tilePx = sidePx * Math.max(1, Math.ceil(leastTilePx / sidePx));
  const most = Math.max(...byClass.map(({ length }) => length));
  return {
    tilePx,
    widthPx: gapPx + Math.max(namesPx + most * (tilePx + gapPx), 3 * namesPx),
    heightPx: headPx + byClass.length * (tilePx + gapPx),
    lefts: byClass.map(own => own.map((_, i) => gapPx + namesPx + i * (tilePx + gapPx))),
    tops: byClass.map((_, label) => headPx + label * (tilePx + gapPx)),
  };
}

/** The prototypes as one image for a talk or a notebook, on black, as they are looked at. */
export function drawSheet(shown: ShownSet, look: Look, place: number | null): HTMLCanvasElement {
  const { card } = shown;
  const { sidePx } = card.view;
  const byClass = membersOf(card.labels, card.classes.length);
  const { widthPx, heightPx, tilePx, lefts, tops } = sheetLayout(byClass, sidePx);
  const { images, iteration } = frameAt(shown, place);
  const sheet = document.createElement('canvas');
  sheet.width = widthPx;
  sheet.height = heightPx;
  const context = sheet.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw a sheet on.');
  context.fillStyle = '#000';
  context.fillRect(0, 0, widthPx, heightPx);
  context.imageSmoothingEnabled = false;
  context.fillStyle = '#fff';
  context.font = font(16, 600);
  context.fillText(card.title, gapPx, 24, widthPx - 2 * gapPx);
  context.font = font(12);
  const facts = [
    settingsLine(card.settings),
    `iteration ${iteration}`,
    ...(card.credit ? [card.credit] : []),
  ];
  context.fillText(facts.join(' · '), gapPx, 44, widthPx - 2 * gapPx);
  const small = document.createElement('canvas');
  small.width = sidePx;
  small.height = sidePx;
  for (const [label, own] of byClass.entries()) {
    context.font = font(14);
    context.fillText(card.classes[label], gapPx, tops[label] + tilePx / 2 + 5, namesPx - gapPx);
    for (const [i, index] of own.entries()) {
      const rgba = prototypeRgba(imageAt(images, index, sidePx), card, look);
      small.getContext('2d')?.putImageData(new ImageData(rgba, sidePx, sidePx), 0, 0);
      context.drawImage(small, lefts[label][i], tops[label], tilePx, tilePx);
    }
  }
  return sheet;
}
