import type { PixelImage } from '../../maths/images/resize.ts';
import { reasonOf } from '../bytes/unreadable.ts';
import { type Codec, type CodecModules, jpegCodec, pngCodec, webpCodec } from './imageCodecs.ts';
import { ImageError } from './imageError.ts';
import { type ImageSize, imageSize } from './imageHeader.ts';
import { foreignKind, type ImageKind, imageKind } from './imageKind.ts';
import { checkPng } from './pngChecksums.ts';
import { stretchCounts } from './pngCounts.ts';
import { decodePrintingColours } from './printingColours.ts';

const largestSidePx = 16_384; // WebP's own limit; a cutout is a few hundred
const largestPixels = 100e6; // 400 MB decoded, what a worker can hold besides everything else

/**
 * Decodes JPEG, PNG and WebP to 8-bit RGBA with the same compiled decoders everywhere, so that a browser and Node get
 * the same pixels. Grey becomes equal R, G and B; 16-bit samples keep their high byte, except counts below 4,096, which are
 * stretched; alpha stays in the fourth channel, where the resize drops it (colours are not composited, as in Zoobot's
 * RGBA → RGB); EXIF orientation and colour profiles are ignored.
 */
export class ImageDecoder {
  private readonly codecs: Record<ImageKind, Codec>;

  constructor(modules: CodecModules) {
    this.codecs = {
      'image/jpeg': jpegCodec(modules.jpeg),
      'image/png': pngCodec(modules.png),
      'image/webp': webpCodec(modules.webp),
    };
  }

  /** @throws ImageError for bytes that are not such an image, are cut short or damaged, or are too large to decode */
  async decode(bytes: Uint8Array): Promise<PixelImage> {
    const kind = imageKind(bytes);
    if (!kind) throw new ImageError(`is ${foreignKind(bytes)}, and only JPEG, PNG and WebP are read`);
    const { widthPx, heightPx, components } = sizeWithinLimits(kind, bytes);
    if (kind === 'image/png') checkPng(bytes);
    const counts = kind === 'image/png' ? await stretchCounts(bytes).catch(() => undefined) : undefined;
    if (counts) return { widthPx, heightPx, channels: 4, pixels: counts.pixels };
    const warnings: string[] = [];
    let image: Awaited<ReturnType<Codec['decode']>> = null;
    let failure: unknown;
    try {
      image =
        components === inks
          ? await decodePrintingColours(bytes)
          : await this.codecs[kind].decode(bytes, warnings);
    } catch (error) {
      failure = error;
    }
    const damage = warnings.find(isDamage);
    if (damage) throw new ImageError(`is cut short or damaged (${damage})`);
    if (failure instanceof ImageError) throw failure;
    if (failure) throw new ImageError(`cannot be decoded (${warnings.at(-1) ?? reasonOf(failure)})`);
    if (!image) throw new ImageError('is damaged or animated and cannot be decoded');
    if (image.width !== widthPx || image.height !== heightPx) {
      throw new ImageError(
        `is damaged: its header says ${widthPx} × ${heightPx} px and it decodes to ${image.width} × ${image.height}`,
      );
    }
    return { widthPx, heightPx, channels: 4, pixels: image.data };
  }
}

const inks = 4; // components: cyan, magenta, yellow and black

function sizeWithinLimits(kind: ImageKind, bytes: Uint8Array): ImageSize {
  let size: ImageSize;
  try {
    size = imageSize(kind, bytes);
  } catch (error) {
    throw new ImageError(reasonOf(error));
  }
  const { widthPx, heightPx } = size;
  if (Math.max(widthPx, heightPx) > largestSidePx || widthPx * heightPx > largestPixels) {
    throw new ImageError(
      `is ${widthPx} × ${heightPx} px, too large to decode: at most ${largestSidePx} px a side and ${largestPixels / 1e6} million pixels are read; cut the galaxy out of it`,
    );
  }
  return size;
}

/** libjpeg decodes damaged data to grey and only warns; stray bytes between segments are harmless. */
function isDamage(warning: string): boolean {
  return /premature end|corrupt jpeg data|huffman/i.test(warning) && !/extraneous/i.test(warning);
}
