import { frameSources, type MeasuredSource } from '../../maths/segmentation/frameSources.ts';
import type { MosaicPixels } from './mosaicPixels.ts';

/** How a mosaic is gone through. */
interface TiledOptions {
  /** Side of the part whose sources are kept. Default 1,024 */
  corePx?: number;
  /** Seen around it, so that a galaxy at its edge is whole. Default 128 */
  marginPx?: number;
  /** Told before each part. */
  onTile?(done: number, total: number): Promise<void>;
}

const samePx = 1.5; // a galaxy on a border is kept by both its parts, which measure it a little apart

/**
 * The sources of a large image, found part by part, so that memory holds one part: a band of rows is read, and the parts of it are
 * searched with a margin of what is around them. A galaxy wider than the margin is measured in a part only.
 *
 * @returns the most significant first; rows are counted from the top of the picture
 */
export async function tiledSources(
  { widthPx, heightPx, rows }: Pick<MosaicPixels, 'widthPx' | 'heightPx' | 'rows'>,
  { corePx = 1024, marginPx = 128, onTile }: TiledOptions = {},
): Promise<MeasuredSource[]> {
  const [across, down] = [Math.ceil(widthPx / corePx), Math.ceil(heightPx / corePx)];
  const found: MeasuredSource[] = [];
  for (let row = 0; row < down; row++) {
    const top = Math.max(0, row * corePx - marginPx);
    const band = await rows(top, Math.min(heightPx, (row + 1) * corePx + marginPx));
    for (let column = 0; column < across; column++) {
      await onTile?.(row * across + column, across * down);
      const left = Math.max(0, column * corePx - marginPx);
      const right = Math.min(widthPx, (column + 1) * corePx + marginPx);
      for (const source of frameSources(partOf(band, widthPx, left, right), right - left)) {
        const [xPx, yPx] = [source.xPx + left, source.yPx + top];
        if (liesIn(xPx, column, corePx) && liesIn(yPx, row, corePx)) found.push({ ...source, xPx, yPx });
      }
    }
  }
  return withoutTwins(found.sort((a, b) => b.significance - a.significance));
}

/** Half of {@link samePx} beyond a border, too: each part could measure a galaxy there to be the other's. */
function liesIn(atPx: number, part: number, corePx: number): boolean {
  const own = atPx + 0.5 - part * corePx;
  return own > -samePx / 2 && own < corePx + samePx / 2;
}

function partOf(band: Float32Array, widthPx: number, left: number, right: number): Float32Array {
  const heightPx = band.length / widthPx;
  const part = new Float32Array((right - left) * heightPx);
  for (let y = 0; y < heightPx; y++) {
    part.set(band.subarray(y * widthPx + left, y * widthPx + right), y * (right - left));
  }
  return part;
}

/** Leaves out sources on the place of a more significant one. @param sources the most significant first */
function withoutTwins(sources: readonly MeasuredSource[]): MeasuredSource[] {
  const cells = new Map<string, MeasuredSource[]>();
  return sources.filter(source => {
    const [column, row] = [Math.round(source.xPx / samePx), Math.round(source.yPx / samePx)];
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = column - 1; x <= column + 1; x++) {
        const isTwin = ({ xPx, yPx }: MeasuredSource) =>
          Math.hypot(xPx - source.xPx, yPx - source.yPx) < samePx;
        if (cells.get(`${x} ${y}`)?.some(isTwin)) return false;
      }
    }
    const own = `${column} ${row}`;
    cells.set(own, [...(cells.get(own) ?? []), source]);
    return true;
  });
}
