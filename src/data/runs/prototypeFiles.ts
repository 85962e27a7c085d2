import type { PrototypeCard, PrototypeFrame, PrototypeSet } from '../../contracts/distillation/prototypes.ts';
import { sha256Of } from '../bytes/sha256.ts';

/** A card before its images are written. */
export type UnwrittenCard = Omit<PrototypeCard, 'images'>;

const steps = 255; // of a byte

/**
 * Writes a set as its card and the file of its images: one byte per number, each frame on its own scale, the class averages last.
 *
 * @param averages (classes, sidePx, sidePx, 3) standardised; absent: none are written
 */
export async function writePrototypes(
  card: UnwrittenCard,
  frames: readonly PrototypeFrame[],
  averages?: Float32Array,
): Promise<{ card: PrototypeCard; bytes: Uint8Array<ArrayBuffer> }> {
  const blocks = [...frames.map(({ images }) => images), ...(averages ? [averages] : [])];
  const bytes = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  const scales = blocks.map(block => {
    const scale = scaleOf(block);
    const step = (scale.high - scale.low) / steps || 1;
    for (const value of block) bytes[at++] = Math.round((value - scale.low) / step);
    return scale;
  });
  return {
    card: {
      ...card,
      images: {
        file: `${card.name}.bin`,
        bytes: bytes.length,
        sha256: await sha256Of(bytes),
        frames: frames.map(({ iteration }, i) => ({ iteration, ...scales[i] })),
        ...(averages ? { averages: scales[frames.length] } : {}),
      },
    },
    bytes,
  };
}

/**
 * Reads the images that a card names.
 *
 * @throws RangeError where the file is not the one the card was written with
 */
export async function readPrototypes(
  card: PrototypeCard,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PrototypeSet> {
  const { labels, classes, view, images } = card;
  const perImage = view.sidePx * view.sidePx * 3;
  const frameLength = labels.length * perImage;
  const wanted = images.frames.length * frameLength + (images.averages ? classes.length * perImage : 0);
  if (bytes.length !== wanted || wanted !== images.bytes) {
    throw new RangeError(
      `need ${wanted} bytes of prototypes in ${images.file}, as its card says; got ${bytes.length}`,
    );
  }
  if ((await sha256Of(bytes)) !== images.sha256) {
    throw new RangeError(
      `need ${images.file} with the checksum of its card; got other bytes: fetch it again`,
    );
  }
  const frames = images.frames.map(
    ({ iteration, ...scale }, i): PrototypeFrame => ({
      iteration,
      images: unscaled(bytes.subarray(i * frameLength, (i + 1) * frameLength), scale),
    }),
  );
  const averages =
    images.averages && unscaled(bytes.subarray(images.frames.length * frameLength), images.averages);
  return { card, frames, ...(averages ? { averages } : {}) };
}

interface Scale {
  low: number;
  high: number;
}

function scaleOf(values: Float32Array): Scale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new RangeError(`need finite pixels; got ${low} to ${high}: these images have diverged`);
  }
  return { low, high };
}

function unscaled(bytes: Uint8Array, { low, high }: Scale): Float32Array {
  const step = (high - low) / steps;
  return Float32Array.from(bytes, byte => low + byte * step);
}
