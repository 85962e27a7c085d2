/** An image whose sources are labelled. */
interface LabelledFrame {
  /** (heightPx, widthPx) over the sky. */
  light: Float32Array;
  /** (heightPx, widthPx): standard deviation of the sky. */
  noise: Float32Array;
  /** (heightPx, widthPx): 0 for sky, 1 … for sources. */
  labels: Int32Array;
  widthPx: number;
}

/** An ellipse around a source. */
interface EllipseShape {
  xPx: number;
  yPx: number;
  majorPx: number;
  minorPx: number;
  angleRad: number;
}

const lookedAt = 6; // long axes within which the first moment is taken, as SExtractor does
const kronFactor = 2.5; // of the first moment: holds 94 % and more of a galaxy's light (Kron 1980)
const leastKron = 1.75; // of the long axis: a faint source's own pixels tell too small a radius; SExtractor's least is 3.5 px
const mostKron = lookedAt;

/**
 * The light of a source within its Kron ellipse. A pixel of another source counts as the one opposite of it around the centre or,
 * where that is another's too, as sky.
 *
 * @param label of the source
 */
export function kronAperture(
  frame: LabelledFrame,
  label: number,
  shape: EllipseShape,
): { flux: number; fluxError: number; kronRadiusPx: number } {
  let [weighted, sum] = [0, 0];
  eachWithin(frame, label, shape, lookedAt, (value, radius) => {
    weighted += radius * value;
    sum += value;
  });
  const moment = sum > 0 && weighted > 0 ? weighted / sum : leastKron / kronFactor;
  const scale = Math.min(mostKron, Math.max(leastKron, kronFactor * moment));
  let [flux, variance] = [0, 0];
  eachWithin(frame, label, shape, scale, (value, _, noise) => {
    flux += value;
    variance += noise * noise;
  });
  return { flux, fluxError: Math.sqrt(variance), kronRadiusPx: scale * shape.majorPx };
}

/** Calls for each pixel within so many axes of the centre. @param radius in axes */
function eachWithin(
  { light, noise, labels, widthPx }: LabelledFrame,
  label: number,
  { xPx, yPx, majorPx, minorPx, angleRad }: EllipseShape,
  scale: number,
  call: (value: number, radius: number, noise: number) => void,
): void {
  const heightPx = light.length / widthPx;
  const reach = scale * majorPx;
  const [cos, sin] = [Math.cos(angleRad), Math.sin(angleRad)];
  for (let y = Math.max(0, Math.ceil(yPx - reach)); y <= Math.min(heightPx - 1, yPx + reach); y++) {
    for (let x = Math.max(0, Math.ceil(xPx - reach)); x <= Math.min(widthPx - 1, xPx + reach); x++) {
      const along = ((x - xPx) * cos + (y - yPx) * sin) / majorPx;
      const across = ((y - yPx) * cos - (x - xPx) * sin) / minorPx;
      const radius = Math.sqrt(along * along + across * across); // Math.hypot takes ten times as long
      if (radius > scale) continue;
      const pixel = y * widthPx + x;
      call(
        labels[pixel] === 0 || labels[pixel] === label ? light[pixel] : opposite(x, y),
        radius,
        noise[pixel],
      );
    }
  }

  function opposite(x: number, y: number): number {
    const [mirrorX, mirrorY] = [Math.round(2 * xPx - x), Math.round(2 * yPx - y)];
    if (mirrorX < 0 || mirrorX >= widthPx || mirrorY < 0 || mirrorY >= heightPx) return 0;
    const pixel = mirrorY * widthPx + mirrorX;
    return labels[pixel] === 0 || labels[pixel] === label ? light[pixel] : 0;
  }
}
