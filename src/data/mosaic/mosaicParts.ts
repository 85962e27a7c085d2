import type { MosaicSources } from '../../contracts/mosaic.ts';
import { finishedSteps } from '../../maths/finishedSteps.ts';
import { frameSourcesSteps, type MeasuredSource } from '../../maths/segmentation/frameSources.ts';
import { descendingPlaces } from '../../maths/statistics/radixOrder.ts';
import type { MosaicPixels } from './mosaicPixels.ts';

/** How a large image is parted; whole boxes of its sky, so that parts have the sky of the whole. */
interface PartRules {
  /** Side of the square whose sources are kept. Default 1,536 */
  corePx?: number;
  /** Seen around it, so that a galaxy at its edge is whole, and the sky of its last boxes is that of the whole. Default 128 */
  marginPx?: number;
}

interface SearchRules extends PartRules {
  /** Runs a computation that comes in pieces; a worker answers between them. Default: at once */
  run?<T>(steps: Generator<void, T>): T | Promise<T>;
}

const [usualCorePx, usualMarginPx] = [1536, 128];
const samePx = 1.5; // a galaxy on a border is kept by both its parts, which measure it a little apart

/** Parts that a large image is searched by, numbered row by row from the top. */
export function partsOf(
  { widthPx, heightPx }: Pick<MosaicPixels, 'widthPx' | 'heightPx'>,
  { corePx = usualCorePx }: PartRules = {},
): { across: number; down: number } {
  return { across: Math.ceil(widthPx / corePx), down: Math.ceil(heightPx / corePx) };
}

/**
 * The sources of one part of a large image: memory holds the band of rows that it lies in. A galaxy wider than the margin is
 * measured in a part only.
 *
 * @param part its number, see {@link partsOf}
 * @returns the most significant first; rows are counted from the top of the picture
 */
export async function partSources(
  pixels: Pick<MosaicPixels, 'widthPx' | 'heightPx' | 'rows'>,
  part: number,
  { corePx = usualCorePx, marginPx = usualMarginPx, run = finishedSteps }: SearchRules = {},
): Promise<MeasuredSource[]> {
  const { widthPx, heightPx, rows } = pixels;
  const { across } = partsOf(pixels, { corePx });
  const [column, row] = [part % across, Math.floor(part / across)];
  const top = Math.max(0, row * corePx - marginPx);
  const band = await rows(top, Math.min(heightPx, (row + 1) * corePx + marginPx));
  const left = Math.max(0, column * corePx - marginPx);
  const right = Math.min(widthPx, (column + 1) * corePx + marginPx);
  const found = await run(frameSourcesSteps(columnsOf(band, widthPx, left, right), right - left));
  return found
    .map(source => ({ ...source, xPx: source.xPx + left, yPx: source.yPx + top }))
    .filter(({ xPx, yPx }) => liesIn(xPx, column, corePx) && liesIn(yPx, row, corePx));
}

/** Half of {@link samePx} beyond a border, too: each part could measure a galaxy there to be the other's. */
function liesIn(atPx: number, part: number, corePx: number): boolean {
  const own = atPx + 0.5 - part * corePx;
  return own > -samePx / 2 && own < corePx + samePx / 2;
}

function columnsOf(band: Float32Array, widthPx: number, left: number, right: number): Float32Array {
  const heightPx = band.length / widthPx;
  const part = new Float32Array((right - left) * heightPx);
  for (let y = 0; y < heightPx; y++) {
    part.set(band.subarray(y * widthPx + left, y * widthPx + right), y * (right - left));
  }
  return part;
}

/** Reads rows and keeps the last that it read: the parts of a row of them lie in one band. */
export function keepingLastBand(rows: MosaicPixels['rows']): MosaicPixels['rows'] {
  let last: { first: number; end: number; band: Promise<Float32Array> } | undefined;
  return (first, end) => {
    if (last?.first === first && last.end === end) return last.band;
    last = undefined; // two at once would be twice the memory
    const band = rows(first, end);
    last = { first, end, band };
    band.catch(() => {
      if (last?.band === band) last = undefined; // the next call tries again
    });
    return band;
  };
}

/** Sources of several parts as one list, the most significant first, without those on the place of a more significant one. */
export function joinedSources(parts: readonly MosaicSources[]): MosaicSources {
  const column = (name: keyof MosaicSources) => joined(parts.map(part => part[name]));
  const [xPx, yPx, significance] = [column('xPx'), column('yPx'), column('significance')];
  const every = Uint32Array.from(significance.keys());
  const kept = withoutTwins(xPx, yPx, descendingPlaces(significance, every));
  const keptOf = (values: Float32Array) => Float32Array.from(kept, at => values[at]);
  const names = ['flux', 'fluxError', 'kronRadiusPx', 'majorPx', 'minorPx', 'angleDeg'] as const;
  const rest = names.map(name => [name, keptOf(column(name))]);
  return {
    ...{ xPx: keptOf(xPx), yPx: keptOf(yPx), significance: keptOf(significance) },
    ...(Object.fromEntries(rest) as Omit<MosaicSources, 'xPx' | 'yPx' | 'significance'>),
  };
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of arrays) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

/** @param order places of the sources, the most significant first */
function withoutTwins(xPx: Float32Array, yPx: Float32Array, order: Uint32Array): Uint32Array {
  const rowStep = 2 ** 20; // more cells than any image is wide
  const cells = new Map<number, number>(); // the last kept of a cell; before it the one it took the place of
  const former = new Int32Array(xPx.length).fill(-1);
  return order.filter(at => {
    const [column, row] = [Math.round(xPx[at] / samePx), Math.round(yPx[at] / samePx)];
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = column - 1; x <= column + 1; x++) {
        for (let other = cells.get(y * rowStep + x) ?? -1; other >= 0; other = former[other]) {
          if (Math.hypot(xPx[other] - xPx[at], yPx[other] - yPx[at]) < samePx) return false;
        }
      }
    }
    const cell = row * rowStep + column;
    former[at] = cells.get(cell) ?? -1;
    cells.set(cell, at);
    return true;
  });
}
