import { type Code, f32, f32x4, i32, wasmFunction, whileBelow } from './assembler/wasmAssembler.ts';

/**
 * Instance normalisation: brings each channel of one image to mean 0 and variance 1 (Ulyanov et al. 2016),
 * n = (z − mean) / √(variance + ε), the variance over all pixels.
 *
 * @param z (pixels, channels) row-major
 * @returns normal (pixels, channels), and perDeviation (channels): 1 / √(variance + ε)
 */
export function plainInstanceNorm(z: Float32Array, channels: number, epsilon: number) {
  const pixels = z.length / channels;
  const perDeviation = new Float32Array(channels);
  const normal = new Float32Array(z.length);
  for (let c = 0; c < channels; c++) {
    let [mean, variance] = [0, 0];
    for (let at = c; at < z.length; at += channels) mean += z[at] / pixels;
    for (let at = c; at < z.length; at += channels) variance += (z[at] - mean) ** 2 / pixels;
    perDeviation[c] = 1 / Math.sqrt(variance + epsilon);
    for (let at = c; at < z.length; at += channels) normal[at] = (z[at] - mean) * perDeviation[c];
  }
  return { normal, perDeviation };
}

/**
 * Gradient of a loss with respect to the input of the normalisation, from that with respect to its output: dz = (dn − mean(dn) − n · mean(n · dn)) / √(variance + ε).
 *
 * @param normal (pixels, channels) row-major: the normalisation's output
 * @param dn (pixels, channels) row-major: ∂loss / ∂normal
 * @param perDeviation (channels)
 * @returns dz (pixels, channels), and along (channels): mean(n · dn)
 */
export function plainInstanceNormGradient(
  normal: Float32Array,
  dn: Float32Array,
  perDeviation: Float32Array,
) {
  const channels = perDeviation.length;
  const pixels = dn.length / channels;
  const along = new Float32Array(channels);
  const dz = new Float32Array(dn.length);
  for (let c = 0; c < channels; c++) {
    let [mean, product] = [0, 0];
    for (let at = c; at < dn.length; at += channels) {
      mean += dn[at] / pixels;
      product += (normal[at] * dn[at]) / pixels;
    }
    along[c] = product;
    for (let at = c; at < dn.length; at += channels) {
      dz[at] = (dn[at] - mean - normal[at] * product) * perDeviation[c];
    }
  }
  return { dz, along };
}

/** Runs `body` for the four channels at `c` of every pixel; `at` is their distance in bytes from the image's beginning. */
function overPixels(
  at: { get: Code; set(value: Code): Code },
  c: Code,
  rowBytes: Code,
  end: Code,
  ...body: Code[]
) {
  return [at.set(c), whileBelow(at.get, end, ...body, at.set(i32.add(at.get, rowBytes)))];
}

/** "instanceNorm" (z, n, perDeviation, pixels, channels, epsilon): addresses in bytes, channels a multiple of 4; one image. */
const forwardCode = wasmFunction(
  'instanceNorm',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
  ([z, n, perDeviation, pixels, channels, epsilon], variable) => {
    const [rowBytes, end, c, at] = [1, 2, 3, 4].map(() => variable('i32'));
    const [sum, mean, factor, value] = [1, 2, 3, 4].map(() => variable('v128'));
    const perPixel = f32x4.splat(f32.div(f32.const(1), f32.from(pixels.get)));
    const one = f32x4.const(1);
    const centred = f32x4.sub(f32x4.load(i32.add(z.get, at.get)), mean.get);
    const walk = (...body: Code[]) => overPixels(at, c.get, rowBytes.get, end.get, ...body);
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.mul(pixels.get, rowBytes.get)),
      c.set(i32.const(0)),
      whileBelow(
        c.get,
        rowBytes.get,
        sum.set(f32x4.const(0)),
        ...walk(sum.set(f32x4.add(sum.get, f32x4.load(i32.add(z.get, at.get))))),
        mean.set(f32x4.mul(sum.get, perPixel)),
        sum.set(f32x4.const(0)),
        ...walk(value.set(centred), sum.set(f32x4.add(sum.get, f32x4.mul(value.get, value.get)))),
        factor.set(
          f32x4.div(one, f32x4.sqrt(f32x4.add(f32x4.mul(sum.get, perPixel), f32x4.splat(epsilon.get)))),
        ),
        f32x4.store(i32.add(perDeviation.get, c.get), factor.get),
        ...walk(f32x4.store(i32.add(n.get, at.get), f32x4.mul(centred, factor.get))),
        c.set(i32.add(c.get, i32.const(16))),
      ),
    ];
  },
);

/** "instanceNormGradient" (n, dn, perDeviation, dz, along, pixels, channels): addresses in bytes, channels a multiple of 4; one image. */
const gradientCode = wasmFunction(
  'instanceNormGradient',
  ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  ([n, dn, perDeviation, dz, along, pixels, channels], variable) => {
    const [rowBytes, end, c, at] = [1, 2, 3, 4].map(() => variable('i32'));
    const [mean, product, factor, value] = [1, 2, 3, 4].map(() => variable('v128'));
    const perPixel = f32x4.splat(f32.div(f32.const(1), f32.from(pixels.get)));
    const normal = f32x4.load(i32.add(n.get, at.get));
    const walk = (...body: Code[]) => overPixels(at, c.get, rowBytes.get, end.get, ...body);
    return [
      rowBytes.set(i32.mul(channels.get, i32.const(4))),
      end.set(i32.mul(pixels.get, rowBytes.get)),
      c.set(i32.const(0)),
      whileBelow(
        c.get,
        rowBytes.get,
        mean.set(f32x4.const(0)),
        product.set(f32x4.const(0)),
        ...walk(
          value.set(f32x4.load(i32.add(dn.get, at.get))),
          mean.set(f32x4.add(mean.get, value.get)),
          product.set(f32x4.add(product.get, f32x4.mul(normal, value.get))),
        ),
        mean.set(f32x4.mul(mean.get, perPixel)),
        product.set(f32x4.mul(product.get, perPixel)),
        f32x4.store(i32.add(along.get, c.get), product.get),
        factor.set(f32x4.load(i32.add(perDeviation.get, c.get))),
        ...walk(
          value.set(f32x4.sub(f32x4.load(i32.add(dn.get, at.get)), mean.get)),
          value.set(f32x4.sub(value.get, f32x4.mul(normal, product.get))),
          f32x4.store(i32.add(dz.get, at.get), f32x4.mul(value.get, factor.get)),
        ),
        c.set(i32.add(c.get, i32.const(16))),
      ),
    ];
  },
);

/** Code of "instanceNorm" and "instanceNormGradient", for `assembleModule`. */
export const instanceNormCode = [forwardCode, gradientCode];
