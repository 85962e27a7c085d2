import { type ByteSource, bytesOfBuffer } from '../bytes/byteSource.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { type FitsFile, openFits } from '../fits/fitsFile.ts';
import { cutoutExtensions, cutoutsHeader } from '../fits/images/cutoutWriter.ts';
import { openAsdf } from './asdfFile.ts';

const leastSidePx = 8;
/** What lies beside the pictures in files of telescopes, as a word of its own: "roman/var_poisson", but not "variables". */
const sideData = /(^|[/_.])(masks?|dq|err(or)?s?|var(iance)?|weights?|wht|context|quality)(?=$|[/_.])/i;
const mostPixels = 100e6; // 800 MB as doubles

/**
 * The pictures of an ASDF file, laid out as a FITS file in memory, so that they are rendered, measured and exported like those:
 * every array of two axes, and of three with the bands first. Masks and errors are left out where there are others.
 *
 * @throws UnreadableError where there is none, or none can be read
 */
export async function openAsdfImages(source: ByteSource): Promise<FitsFile> {
  const arrays = await openAsdf(source);
  const pictures = arrays.filter(
    ({ shape, type }) =>
      /^[uif]\d$/.test(type) &&
      (shape.length === 2 || shape.length === 3) &&
      shape.slice(-2).every(side => side >= leastSidePx) &&
      shape.reduce((product, side) => product * side, 1) <= mostPixels,
  );
  const main = pictures.filter(({ path }) => !sideData.test(path));
  const parts: Uint8Array<ArrayBuffer>[] = [cutoutsHeader([])];
  const problems: string[] = [];
  for (const array of main.length > 0 ? main : pictures) {
    try {
      const values = await array.read();
      const floats =
        values instanceof Float32Array || values instanceof Float64Array
          ? values
          : Float64Array.from(values as ArrayLike<number | bigint>, Number);
      const [heightPx, widthPx] = array.shape.slice(-2);
      const count = widthPx * heightPx;
      const bands = Array.from({ length: floats.length / count }, (_, plane) => ({
        band: `${plane + 1}`,
        widthPx,
        heightPx,
        values: floats.subarray(plane * count, (plane + 1) * count),
      }));
      parts.push(...cutoutExtensions(array.path.slice(1), { bands }));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push(error.message);
    }
  }
  if (parts.length === 1) {
    throw new UnreadableError(
      problems[0] ??
        `${source.name} has no array that is a picture: one of two axes, or three with the bands first.`,
    );
  }
  const opened = await openFits(bytesOfBuffer(await new Blob(parts).arrayBuffer(), source.name)).catch(
    error => {
      throw new UnreadableError(`${source.name} cannot be read (${reasonOf(error)}).`);
    },
  );
  return { ...opened, problems };
}
