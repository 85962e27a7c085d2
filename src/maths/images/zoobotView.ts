import { type PixelBox, type PixelImage, resizeBox } from './resize.ts';

/**
 * An image as Zoobot's own pipeline cuts it (galaxy-datasets, minimal_view_config): zoomed about its centre on the same
 * canvas, bilinearly; its short side then resized to `sidePx`, antialiased; its centre cropped. Each step rounds to 8 bits
 * as Pillow does.
 *
 * @param cropFraction the zoom is 1 / cropFraction, (0, 1]; Zoobot's is 1.2
 * @param out filled and returned, (sidePx, sidePx, 3)
 */
export function zoobotView(
  image: PixelImage,
  cropFraction: number,
  sidePx: number,
  out = new Uint8Array(sidePx * sidePx * 3),
): Uint8Array {
  return resizeBox(zoom(image, cropFraction), cropBox(image, sidePx), sidePx, out);
}

/**
 * torchvision's RandomAffine with a fixed scale, on a Pillow image: bilinear between the four nearest pixels, along rows
 * first, the fraction cut off (Pillow's Geometry.c, bilinear_filter32RGB).
 */
function zoom({ widthPx, heightPx, channels, pixels }: PixelImage, cropFraction: number): PixelImage {
  if (!(cropFraction > 0 && cropFraction <= 1)) {
    throw new RangeError(`need 0 < cropFraction ≤ 1; got ${cropFraction}`);
  }
  const across = sources(widthPx, cropFraction);
  const down = sources(heightPx, cropFraction);
  const zoomed = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    const upper = down.first[y] * widthPx;
    const lower = down.second[y] * widthPx;
    for (let x = 0; x < widthPx; x++) {
      const [left, right, share] = [across.first[x], across.second[x], across.share[x]];
      for (let c = 0; c < 3; c++) {
        const at = (pixel: number) => pixels[pixel * channels + c];
        const above = at(upper + left) + (at(upper + right) - at(upper + left)) * share;
        const below = at(lower + left) + (at(lower + right) - at(lower + left)) * share;
        zoomed[to++] = above + (below - above) * down.share[y]; // a Uint8Array cuts off the fraction
      }
    }
  }
  return { widthPx, heightPx, channels: 3, pixels: zoomed };
}

/** For each place along a side: the two pixels it lies between and its share of the second. */
function sources(length: number, cropFraction: number) {
  const offset = length / 2 - (cropFraction * length) / 2;
  const first = new Int32Array(length);
  const second = new Int32Array(length);
  const share = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const at = cropFraction * (i + 0.5) + offset - 0.5;
    const floor = Math.floor(at);
    share[i] = at - floor;
    first[i] = Math.max(0, floor);
    second[i] = Math.min(length - 1, floor + 1);
  }
  return { first, second, share };
}

/** The part of an image that a resize of its short side to `sidePx` and a crop of the centre leave, as torchvision rounds it. */
function cropBox({ widthPx, heightPx }: PixelImage, sidePx: number): PixelBox {
  const shortPx = Math.min(widthPx, heightPx);
  const along = (lengthPx: number) => {
    const resizedPx = Math.trunc((sidePx * lengthPx) / shortPx);
    const scale = lengthPx / resizedPx;
    return { start: roundHalfEven((resizedPx - sidePx) / 2) * scale, length: sidePx * scale };
  };
  const [x, y] = [along(widthPx), along(heightPx)];
  return { left: x.start, top: y.start, width: x.length, height: y.length };
}

/** Python's round. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}
