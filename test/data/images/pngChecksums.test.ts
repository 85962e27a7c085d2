import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';
import { checkPng } from '../../../src/data/images/pngChecksums.ts';
import { fixtures } from '../fixtureFiles.ts';

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)]);
}

/** A grey image, rows of the same pixels. */
function png(widthPx: number, heightPx: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header[8] = 8;
  const rows = Buffer.concat(
    Array.from({ length: heightPx }, () => Buffer.alloc(widthPx + 1, 90).fill(0, 0, 1)),
  );
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('the checksums of a PNG', () => {
  it.each(['rgb.png', 'grey16.png', 'palette.png', 'rgba.png'])('hold in %s', name => {
    expect(() => checkPng(readFileSync(new URL(name, fixtures)))).not.toThrow();
  });

  it('name the part that one changed bit is in', async () => {
    const image = png(5, 4);
    const decoder = new ImageDecoder(await nodeCodecs());
    expect((await decoder.decode(image)).pixels[0]).toBe(90);
    image[image.indexOf('IDAT') + 8] ^= 1;
    await expect(decoder.decode(image)).rejects.toThrow(
      'is damaged (the checksum of its part IDAT does not match)',
    );
  });

  it('are missed where the file is cut, whichever part it is cut in', () => {
    const image = png(5, 4);
    for (let length = 8; length < image.length; length++) {
      expect(() => checkPng(image.subarray(0, length))).toThrow(/is cut short or damaged/);
    }
    expect(() => checkPng(Buffer.concat([image, Buffer.from('more')]))).not.toThrow();
  });
});
