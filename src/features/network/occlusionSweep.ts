/** Which parts of an image an answer depends on, as far as it is known. */
export interface OcclusionMap {
  /** The image is divided into cells × cells squares. */
  cells: number;
  /** (cells, cells) row-major: how far the share falls when the square round a cell is covered; below 0 it rises. */
  drops: Float32Array;
  /** Share with nothing covered. */
  share: number;
  /** Squares covered so far, and in all levels. */
  done: number;
  total: number;
}

/**
 * Cells a side, coarse to fine: 16 squares answer within a blink, 64 make a map, 256 sharpen it. Finer ones would be
 * smaller than what a network of this kind tells apart.
 */
export const sweepLevels = [4, 8, 16] as const;

const firstBatch = 4; // the middle of the galaxy, seen a quarter as late as the whole of the coarsest level

/** @returns (m, 3) left, top and side in pixels of the squares of a level, from the centre outwards, and their cells */
export function squaresOf(cells: number, sidePx: number): { squares: Int16Array; order: number[] } {
  const pitch = sidePx / cells;
  // Two cells wide, so that neighbours overlap and no seam hides a feature; the coarsest are a quarter of the image.
  const side = Math.round(Math.min(2 * pitch, sidePx / 4));
  const middle = (cells - 1) / 2;
  const away = (cell: number) => Math.hypot((cell % cells) - middle, Math.floor(cell / cells) - middle);
  const order = Array.from({ length: cells * cells }, (_, cell) => cell).sort(
    (a, b) => away(a) - away(b) || a - b,
  );
  const squares = new Int16Array(3 * order.length);
  for (const [i, cell] of order.entries()) {
    const centre = (at: number) => (at + 0.5) * pitch;
    squares[3 * i] = Math.round(centre(cell % cells) - side / 2);
    squares[3 * i + 1] = Math.round(centre(Math.floor(cell / cells)) - side / 2);
    squares[3 * i + 2] = side;
  }
  return { squares, order };
}

/**
 * Covers the image square by square, level by level; each finer map begins as the coarser one and is sharpened from the
 * centre outwards.
 *
 * @param ask shares with each of (m, 3) squares covered: one call of the worker
 * @param batch squares a call takes
 * @param show told after each call
 * @throws an AbortError once `signal` is aborted
 */
export async function sweepOcclusion(
  ask: (squares: Int16Array) => Promise<Float32Array>,
  sidePx: number,
  batch: number,
  signal: AbortSignal,
  show: (map: OcclusionMap) => void,
): Promise<OcclusionMap> {
  const total = sweepLevels.reduce((sum, cells) => sum + cells * cells, 0);
  const [share] = await ask(Int16Array.of(0, 0, 0)); // nothing covered
  let map: OcclusionMap = { cells: 1, drops: new Float32Array(1), share, done: 0, total };
  for (const cells of sweepLevels) {
    const { squares, order } = squaresOf(cells, sidePx);
    let drops = spread(map, cells);
    let { done } = map;
    const together = cells === sweepLevels[0] ? Math.min(firstBatch, batch) : batch;
    for (let from = 0; from < order.length; from += together) {
      signal.throwIfAborted();
      const shares = await ask(squares.slice(3 * from, 3 * (from + together)));
      signal.throwIfAborted();
      drops = drops.slice();
      for (const [i, covered] of shares.entries()) drops[order[from + i]] = share - covered;
      done += shares.length;
      map = { cells, drops, share, done, total };
      show(map);
    }
  }
  return map;
}

/** A map's values on a finer grid, each cell from the one it lies in. */
function spread({ cells, drops }: OcclusionMap, finer: number): Float32Array {
  return Float32Array.from({ length: finer * finer }, (_, cell) => {
    const column = Math.floor(((cell % finer) * cells) / finer);
    const row = Math.floor((Math.floor(cell / finer) * cells) / finer);
    return drops[row * cells + column];
  });
}
