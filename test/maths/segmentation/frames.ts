/** Frames by formula, the same that photutils and statmorph were given: pretrain/segmentation_oracle.py. */

/** Noise of pixel i, close to normal with deviation `scale`. */
function noise(i: number, scale: number): number {
  let total = 0;
  for (let k = 0; k < 12; k++) {
    const x = Math.sin(i * 12.9898 + k * 78.233 + 1) * 43758.5453;
    total += x - Math.floor(x);
  }
  return scale * (total - 6);
}

/** x, y, scale, axis ratio, angle, peak, exponential or Gaussian. */
export type FrameSource = [number, number, number, number, number, number, boolean];

/** (side, side) of sources and noise on a sky. */
export function simulatedFrame(
  side: number,
  sources: readonly FrameSource[],
  deviation: number,
  sky: (x: number, y: number) => number = () => 0,
): Float32Array {
  return Float32Array.from({ length: side * side }, (_, pixel) => {
    const [x, y] = [pixel % side, Math.floor(pixel / side)];
    let light = sky(x, y) + noise(pixel, deviation);
    for (const [x0, y0, scale, ratio, angle, peak, exponential] of sources) {
      const along = (x - x0) * Math.cos(angle) + (y - y0) * Math.sin(angle);
      const off = (y - y0) * Math.cos(angle) - (x - x0) * Math.sin(angle);
      const r = Math.hypot(along, off / ratio) / scale;
      light += peak * (exponential ? Math.exp(-r) : Math.exp(-0.5 * r * r));
    }
    return light;
  });
}
