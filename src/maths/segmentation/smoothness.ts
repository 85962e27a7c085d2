import { type Ellipse, type SquareImage, withinEllipse } from './apertures.ts';

const scaleShare = 0.25; // of the Petrosian radius: the box, and what is left out in the middle (Lotz et al. 2004)

/**
 * Light above its surroundings between a quarter of the Petrosian radius and a circle: Σ max(0, I − box mean) / Σ I, less what
 * noise alone gives (statmorph's S).
 *
 * @param noise of a pixel of the sky
 */
export function smoothnessOf(
  { light, sidePx }: SquareImage,
  circle: Ellipse,
  petrosianRadiusPx: number,
  noise: number,
): number {
  const box = Math.max(1, Math.floor(scaleShare * petrosianRadiusPx));
  const smooth = boxMean(light, sidePx, box);
  const clumps = { light: light.map((value, pixel) => Math.max(0, value - smooth[pixel])), sidePx };
  const inner = { ...circle, radiusPx: scaleShare * petrosianRadiusPx };
  const [outside, inside] = [withinEllipse(clumps, circle), withinEllipse(clumps, inner)];
  const expected = (noise / Math.sqrt(2 * Math.PI)) * Math.sqrt(1 - 1 / box ** 2); // of noise less the box's mean of it
  const rest = outside.light - inside.light - expected * (outside.area - inside.area);
  const all = withinEllipse({ light, sidePx }, circle).light - withinEllipse({ light, sidePx }, inner).light;
  return rest / all;
}

/** (sidePx, sidePx) Mean of a square around each pixel, mirrored at the edges; of an even side, a pixel more above and left. */
export function boxMean(light: Float32Array, sidePx: number, box: number): Float32Array {
  const before = Math.floor(box / 2);
  const line = (from: Float32Array, start: (i: number) => number, step: number) => {
    const out = new Float32Array(from.length);
    const mirrored = (at: number) => (at < 0 ? -at - 1 : at >= sidePx ? 2 * sidePx - 1 - at : at);
    for (let i = 0; i < sidePx; i++) {
      for (let j = 0; j < sidePx; j++) {
        let sum = 0;
        for (let k = -before; k < box - before; k++) {
          sum += from[start(i) + Math.min(sidePx - 1, Math.max(0, mirrored(j + k))) * step];
        }
        out[start(i) + j * step] = sum / box;
      }
    }
    return out;
  };
  return line(
    line(light, i => i * sidePx, 1),
    i => i,
    sidePx,
  );
}
