import { singleBandGreys } from '../../../maths/colours/singleBand.ts';
import type { PixelImage } from '../../../maths/images/resize.ts';
import { reasonOf, UnreadableError } from '../../bytes/unreadable.ts';
import { bandsShown, renderedGalaxy, usualRendering } from '../../fits/images/renderedGalaxy.ts';
import type { Hdf5Dataset, Hdf5File, Hdf5Values } from '../../hdf5/hdf5File.ts';
import { writePng } from '../../images/pngWriter.ts';
import type { StoredImage } from '../../images/storedImage.ts';

/** How a dataset of shape (rows, …) holds a picture in each row. */
interface PictureShape {
  widthPx: number;
  heightPx: number;
  /** Colours or bands. */
  channels: number;
  /** Whether the channels are the first axis of a picture, or the last. */
  channelsFirst: boolean;
}

const leastSidePx = 8;
const mostChannels = 12;

/** (rows, height, width), with up to twelve colours or bands behind or before; undefined where it can be no pictures. */
export function pictureShape({ shape, type }: Hdf5Dataset): PictureShape | undefined {
  if (!/^[uif]\d$/.test(type) || !(shape[0] > 0)) return undefined;
  const areSides = (a: number, b: number) => a >= leastSidePx && b >= leastSidePx;
  const areChannels = (count: number) => count >= 1 && count <= mostChannels;
  const [, a, b, c] = shape;
  if (shape.length === 3 && areSides(a, b)) {
    return { heightPx: a, widthPx: b, channels: 1, channelsFirst: false };
  }
  if (shape.length !== 4) return undefined;
  if (areSides(a, b) && areChannels(c)) {
    return { heightPx: a, widthPx: b, channels: c, channelsFirst: false };
  }
  return areSides(b, c) && areChannels(a)
    ? { heightPx: b, widthPx: c, channels: a, channelsFirst: true }
    : undefined;
}

const rowsTogether = 16; // where rows are stored one by one: a read costs little more than a row
const judgedRows = 16; // of floats: whether they are colours is told by the first ones, whichever picture is asked for first
const mostBlockBytes = 128e6; // h5py's own choice of chunks for Galaxy10 DECaLS packs 555 images of 256 px together

/**
 * Reads the pictures of a dataset. Rows that are packed together are unpacked together and kept until others are asked for.
 *
 * @throws UnreadableError where the dataset's rows cannot be read at all
 */
export function hdf5Pictures(
  file: Hdf5File,
  dataset: Hdf5Dataset,
): (rows: Uint32Array) => Promise<StoredImage[]> {
  const layout = pictureShape(dataset)!;
  const rowBytes = layout.widthPx * layout.heightPx * layout.channels * Number(dataset.type.slice(1));
  const packed = dataset.chunk?.[0] ?? rowsTogether;
  const blockRows = Math.max(
    1,
    Math.min(Math.max(packed, rowsTogether), Math.floor(mostBlockBytes / rowBytes)),
  );
  let held: { first: number; values: Hdf5Values; count: number } | undefined;
  let isPicture: boolean | undefined;
  return async rows => {
    const found: StoredImage[] = [];
    for (const row of rows) {
      try {
        const values = valuesOf(row);
        isPicture ??= areColours(file, dataset);
        found.push({ row, bytes: await writePng(pictureOf(values, layout, isPicture)) });
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        found.push({ row, problem: `has an image that cannot be read (${reasonOf(error)})` });
      }
    }
    return found;
  };

  /** (channels, height, width) or (height, width, channels), as stored. */
  function valuesOf(row: number): ArrayLike<number> {
    const first = row - (row % blockRows);
    if (held?.first !== first) {
      held = undefined; // two blocks at once would be twice the memory
      const end = Math.min(dataset.shape[0], first + blockRows);
      held = { first, values: file.read(dataset.path, [first, end]), count: end - first };
    }
    const each = held.values.length / held.count;
    const values = (held.values as Uint8Array).subarray((row - first) * each, (row - first + 1) * each);
    return values instanceof BigInt64Array || values instanceof BigUint64Array
      ? Float64Array.from(values, Number)
      : values;
  }
}

/** Bytes are colours already, and so are fractions; other numbers are light. */
function areColours(file: Hdf5File, { path, shape, type }: Hdf5Dataset): boolean {
  if (type === 'u1') return true;
  if (!type.startsWith('f')) return false;
  const values = file.read(path, [0, Math.min(judgedRows, shape[0])]) as Float32Array | Float64Array;
  return values.every(value => value >= 0 && value <= 1);
}

/** A later picture may reach beyond the fractions that the first ones hold. */
const byteOf = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

function pictureOf(values: ArrayLike<number>, layout: PictureShape, isPicture: boolean): PixelImage {
  const { widthPx, heightPx, channels, channelsFirst } = layout;
  const count = widthPx * heightPx;
  const at = (channel: number, i: number) =>
    values[channelsFirst ? channel * count + i : i * channels + channel];
  if (isPicture && channels !== 2 && channels <= 4) {
    const white = values instanceof Uint8Array ? 1 : 255;
    const pixels = new Uint8Array(3 * count);
    for (let i = 0; i < count; i++) {
      for (let c = 0; c < 3; c++) pixels[3 * i + c] = byteOf(white * at(Math.min(c, channels - 1), i));
    }
    return { widthPx, heightPx, channels: 3, pixels };
  }
  const bands = Array.from({ length: channels }, (_, channel) => `${channel + 1}`);
  const rendering = usualRendering(bands);
  const shown = bandsShown(rendering, bands).map(channel => ({
    band: bands[channel],
    widthPx,
    heightPx,
    values: Float64Array.from({ length: count }, (_, i) => at(channel, i)),
  }));
  if (shown.length >= 3) return renderedGalaxy(rendering, shown);
  return singleBandGreys(shown[0].values, widthPx, heightPx, {
    lowPercent: 0,
    highPercent: 99.7,
    softness: 5,
  });
}
