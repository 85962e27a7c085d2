import { unit } from './formulaWeights.ts';

/** (2, side, side, 3) 8-bit: the images of the oracle's "pixels" case. */
export function formulaPixels(sidePx: number): Uint8Array {
  return Uint8Array.from({ length: 2 * sidePx * sidePx * 3 }, (_, i) => Math.floor(256 * unit('pixels', i)));
}
