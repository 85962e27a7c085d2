/** Shapes of the marks on the map: they are told apart without their colour. */
export type MarkShape = 'diamond' | 'disc' | 'ring' | 'hollowDiamond';

const sidePx = 64; // drawn at most half as large on screen, so that edges stay smooth on fine screens
const lineShare = 0.2; // of the half side: of the hollow shapes

const shapes: readonly MarkShape[] = ['diamond', 'disc', 'ring', 'hollowDiamond'];

/** Where each shape lies in the image, as deck's IconLayer wants it. */
export const markMapping = Object.fromEntries(
  shapes.map((shape, i) => [shape, { x: i * sidePx, y: 0, width: sidePx, height: sidePx, mask: true }]),
);

/** The shapes beside each other, white on nothing: (64, 256) RGBA. */
export function markImage(): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const width = sidePx * shapes.length;
  const data = new Uint8ClampedArray(4 * width * sidePx).fill(255);
  shapes.forEach((shape, i) => {
    for (let y = 0; y < sidePx; y++) {
      for (let x = 0; x < sidePx; x++) {
        const alpha = coverOf(shape, x + 0.5 - sidePx / 2, y + 0.5 - sidePx / 2);
        data[4 * (y * width + i * sidePx + x) + 3] = Math.round(255 * alpha);
      }
    }
  });
  return { data, width, height: sidePx };
}

/** How much of a pixel a shape covers, 0–1. @param x from the middle */
function coverOf(shape: MarkShape, x: number, y: number): number {
  const radius = sidePx / 2 - 2;
  const isDiamond = shape === 'diamond' || shape === 'hollowDiamond';
  const outer = isDiamond ? (radius - Math.abs(x) - Math.abs(y)) / Math.SQRT2 : radius - Math.hypot(x, y); // pixels within the edge
  const isHollow = shape === 'ring' || shape === 'hollowDiamond';
  const within = isHollow ? Math.min(outer, lineShare * radius - outer) : outer;
  return Math.max(0, Math.min(1, within + 0.5));
}
