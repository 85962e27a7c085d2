import type { NamedRegion } from '../../src/contracts/map.ts';
import { blurGrid, countCells, kernelWidth } from '../../src/maths/density/densityGrid.ts';
import { cellAt, mapFrameOf } from '../../src/maths/density/mapFrame.ts';
import { type NamingColumn, regionTraits } from '../../src/maths/density/regionNames.ts';
import { watershed } from '../../src/maths/density/watershed.ts';

const side = 160; // cells along each axis: regions are larger than pictures
const widths = [2, 1.2, 0.8]; // of the density's kernel: the whole map's regions, their parts, and parts of these

/**
 * Names regions at three scales; yields after each.
 *
 * @param positions (n, 2) row-major; NaN where a galaxy has no place
 * @param columns each of (n) values
 * @returns those in which something is over-represented
 */
export function* regionNamingSteps(
  positions: Float32Array,
  columns: readonly NamingColumn[],
): Generator<number, NamedRegion[]> {
  const frame = mapFrameOf(positions, side);
  if (!frame) return [];
  const counts = countCells(positions, frame);
  const width = kernelWidth(positions, frame);
  const cells = Int32Array.from({ length: positions.length / 2 }, (_, row) =>
    cellAt(frame, positions[2 * row], positions[2 * row + 1]),
  );
  const found: NamedRegion[] = [];
  for (const [scale, wider] of widths.entries()) {
    const { regionOf, peaks } = watershed(blurGrid(counts, side, wider * width), side);
    const rows = cells.map(cell => (cell < 0 ? -1 : regionOf[cell]));
    const sizes = new Uint32Array(peaks.length);
    const boxes = peaks.map(() => ({ minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }));
    rows.forEach((region, row) => {
      if (region < 0) return;
      sizes[region]++;
      const box = boxes[region];
      const [x, y] = [positions[2 * row], positions[2 * row + 1]];
      box.minX = Math.min(box.minX, x);
      box.maxX = Math.max(box.maxX, x);
      box.minY = Math.min(box.minY, y);
      box.maxY = Math.max(box.maxY, y);
    });
    for (const { region, words, factor, kind, p } of regionTraits(rows, peaks.length, columns)) {
      const peak = peaks[region];
      found.push({
        scale,
        words,
        factor: kind === 'measure' ? null : factor,
        p,
        galaxies: sizes[region],
        x: frame.minX + ((peak % side) + 0.5) * frame.cell,
        y: frame.minY + (Math.floor(peak / side) + 0.5) * frame.cell,
        box: boxes[region],
      });
    }
    yield scale;
  }
  return found;
}
