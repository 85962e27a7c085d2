/** An ellipse on an image. */
export interface Ellipse {
  xPx: number;
  yPx: number;
  /** Half of its long axis. */
  radiusPx: number;
  /** Short over long axis; 1 for a circle. */
  axisRatio: number;
  angleRad: number;
}

/** A square image, sky taken off. */
export interface SquareImage {
  /** (sidePx, sidePx) row-major */
  light: Float32Array;
  sidePx: number;
}

const fine = 5; // parts of a pixel's side: its share in an ellipse to about 1 %

/** How far out a place is in units of an ellipse's radius. */
function scaled({ xPx, yPx, axisRatio, angleRad }: Ellipse, x: number, y: number): number {
  const [right, below] = [x - xPx, y - yPx];
  const along = right * Math.cos(angleRad) + below * Math.sin(angleRad);
  const off = below * Math.cos(angleRad) - right * Math.sin(angleRad);
  return Math.hypot(along, off / axisRatio);
}

/** Light and area in an ellipse, pixels at its edge by their share. */
export function withinEllipse(
  { light, sidePx }: SquareImage,
  ellipse: Ellipse,
): { light: number; area: number } {
  const { xPx, yPx, radiusPx } = ellipse;
  const reach = radiusPx + 1;
  let [sum, area] = [0, 0];
  for (let y = Math.max(0, Math.floor(yPx - reach)); y <= Math.min(sidePx - 1, Math.ceil(yPx + reach)); y++) {
    for (
      let x = Math.max(0, Math.floor(xPx - reach));
      x <= Math.min(sidePx - 1, Math.ceil(xPx + reach));
      x++
    ) {
      const share = shareOf(ellipse, x, y);
      sum += share * light[y * sidePx + x];
      area += share;
    }
  }
  return { light: sum, area };
}

function shareOf(ellipse: Ellipse, x: number, y: number): number {
  const [middle, margin] = [scaled(ellipse, x, y), Math.SQRT1_2 / ellipse.axisRatio];
  if (middle > ellipse.radiusPx + margin) return 0;
  if (middle < ellipse.radiusPx - margin) return 1;
  let inside = 0;
  for (let part = 0; part < fine * fine; part++) {
    const [right, below] = [((part % fine) + 0.5) / fine - 0.5, (Math.floor(part / fine) + 0.5) / fine - 0.5];
    if (scaled(ellipse, x + right, y + below) <= ellipse.radiusPx) inside++;
  }
  return inside / fine ** 2;
}

/**
 * Petrosian radius: where the mean brightness on an annulus of one pixel is a fifth of that within (Petrosian 1976), by
 * linear interpolation between pixels. The picture's half side where that is never so.
 */
export function petrosianRadius(image: SquareImage, ellipse: Omit<Ellipse, 'radiusPx'>): number {
  const within = (radiusPx: number) => withinEllipse(image, { ...ellipse, radiusPx });
  const most = image.sidePx / 2;
  let last = { radius: 0, ratio: 1 };
  for (let radius = 2; radius <= most; radius++) {
    const [inner, outer, whole] = [within(radius - 0.5), within(radius + 0.5), within(radius)];
    const annulus = (outer.light - inner.light) / (outer.area - inner.area);
    const ratio = annulus / (whole.light / whole.area);
    if (ratio < petrosianShare) {
      return radius - ((petrosianShare - ratio) / (last.ratio - ratio)) * (radius - last.radius);
    }
    last = { radius, ratio };
  }
  return most;
}

const petrosianShare = 0.2;

/** The radius of the circle that holds a share of the light of a larger one, by bisection, to a hundredth of a pixel. */
export function radiusOfLight(image: SquareImage, circle: Ellipse, share: number): number {
  const wanted = share * withinEllipse(image, circle).light;
  let [low, high] = [0, circle.radiusPx];
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (withinEllipse(image, { ...circle, radiusPx: middle }).light < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
