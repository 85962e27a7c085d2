import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';
import { ImageError } from '../../../src/data/images/imageError.ts';
import { imageSize } from '../../../src/data/images/imageHeader.ts';
import { imageKind } from '../../../src/data/images/imageKind.ts';
import { fixtureBytes, fixtures } from '../fixtureFiles.ts';

type Oracle = Record<string, { size: [number, number]; spots: [number, number, number, number, number][] }>;
const pillow = JSON.parse(readFileSync(new URL('pillow.json', fixtures), 'utf8')) as Oracle;

let decoder: ImageDecoder;
beforeAll(async () => {
  decoder = new ImageDecoder(await nodeCodecs());
});

/** Writes every chunk's true CRC-32, in place. */
function makeChecksumsGood(png: Uint8Array): void {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = 8; at < png.length; ) {
    const end = at + 12 + view.getUint32(at);
    view.setUint32(end - 4, crc32(png.subarray(at + 4, end - 4)));
    at = end;
  }
}

describe('image decoder', () => {
  for (const [name, { size, spots }] of Object.entries(pillow)) {
    it(`gives ${name} the size and pixels Pillow gives it`, async () => {
      const bytes = fixtureBytes(name);
      const image = await decoder.decode(bytes);
      expect([image.widthPx, image.heightPx]).toEqual(size);
      expect(imageSize(imageKind(bytes)!, bytes)).toMatchObject({ widthPx: size[0], heightPx: size[1] });
      // Lossless exactly; mozjpeg and libjpeg-turbo, and two versions of libwebp, may round a step apart.
      const tolerance = /png|rgba/.test(name) ? 0 : 2;
      for (const [x, y, ...rgb] of spots) {
        const at = (y * image.widthPx + x) * image.channels;
        for (const [c, value] of rgb.entries()) {
          expect(Math.abs(image.pixels[at + c] - value), `${name} (${x}, ${y})`).toBeLessThanOrEqual(
            tolerance,
          );
        }
      }
    });

    it(`refuses ${name} cut short anywhere, and decodes the whole one after it`, async () => {
      const bytes = fixtureBytes(name);
      for (const share of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9]) {
        const cut = bytes.slice(0, Math.floor(bytes.length * share));
        await expect(decoder.decode(cut), `${name} cut to ${share}`).rejects.toThrow(ImageError);
      }
      expect((await decoder.decode(bytes)).widthPx).toBe(size[0]);
    });
  }

  it('refuses a damaged PNG 760 times without running out of stack (1 MB, 1.4 kB a panic)', async () => {
    const damaged = fixtureBytes('rgb.png');
    damaged[damaged.length - 30] ^= 0xff; // within the compressed data, whose own checksum then fails
    makeChecksumsGood(damaged); // else the file is refused before it is decoded
    let refused = 0;
    for (let i = 0; i < 760; i++) {
      await decoder.decode(damaged).catch(error => {
        if (error instanceof ImageError && /unwrap_throw/.test(error.message)) refused++;
      });
    }
    expect(refused).toBe(760);
    expect((await decoder.decode(fixtureBytes('rgb.png'))).widthPx).toBe(56);
  });

  it('does not mistake the warnings of one image for those of another decoded meanwhile', async () => {
    const good = fixtureBytes('rgb.jpg');
    const bad = good.slice(0, good.length - 100);
    const results = await Promise.allSettled(
      [good, bad, good, bad, good].map(bytes => decoder.decode(bytes)),
    );
    expect(results.map(result => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('refuses by the header what is too large, before decoding it', async () => {
    const png = fixtureBytes('rgb.png');
    new DataView(png.buffer).setUint32(16, 20_000);
    await expect(decoder.decode(png)).rejects.toThrow('20000 × 40 px, too large to decode');
    new DataView(png.buffer).setUint32(16, 15_000);
    new DataView(png.buffer).setUint32(20, 15_000);
    await expect(decoder.decode(png)).rejects.toThrow('15000 × 15000 px, too large');
  });

  it('refuses a JPEG in printing colours that is cut short, or does not say how its inks are stored', async () => {
    const whole = fixtureBytes('cmyk.jpg');
    await expect(decoder.decode(whole.slice(0, whole.length / 2))).rejects.toThrow('cut short or damaged');
    const adobe = Buffer.from(whole).indexOf('Adobe');
    whole.set(new TextEncoder().encode('other'), adobe);
    await expect(decoder.decode(whole)).rejects.toThrow('(CMYK) that does not say how its inks are stored');
  });

  it('refuses an animated WebP', async () => {
    await expect(decoder.decode(fixtureBytes('animated.webp'))).rejects.toThrow('damaged or animated');
  });

  it('says what foreign bytes are', async () => {
    const text = (words: string) => new TextEncoder().encode(words);
    await expect(decoder.decode(text('SIMPLE  =   T'))).rejects.toThrow('is a FITS file, and only JPEG');
    await expect(decoder.decode(text('GIF89a…'))).rejects.toThrow('is a GIF');
    await expect(decoder.decode(text('hello, this is text'))).rejects.toThrow('is not an image');
    await expect(decoder.decode(new Uint8Array())).rejects.toThrow('is an empty file');
  });
});
