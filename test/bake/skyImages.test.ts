import { describe, expect, it } from 'vitest';
import { startJpegEncoder } from '../../bake/jpegEncoder.ts';
import { nodeCodecs } from '../../bake/nodeCodecs.ts';
import { skyImages } from '../../bake/skyImages.ts';
import { ImageDecoder } from '../../src/data/images/imageDecoder.ts';
import { simulateGalaxy } from '../../src/sky/simulateGalaxy.ts';

describe('the embedded sky as files', () => {
  it('is the simulated pictures, in JPEGs small enough to ship', async () => {
    const decoder = new ImageDecoder(await nodeCodecs());
    const encode = await startJpegEncoder();
    let index = 0;
    let bytes = 0;
    for await (const { row, jpeg } of skyImages(4, 5, encode)) {
      const { image, truth, sidePx } = simulateGalaxy(5, index++);
      expect(row.id).toBe(truth.id);
      const decoded = await decoder.decode(jpeg);
      expect([decoded.widthPx, decoded.heightPx]).toEqual([sidePx, sidePx]);
      let difference = 0;
      for (let k = 0; k < sidePx * sidePx; k++) {
        for (let c = 0; c < 3; c++) difference += Math.abs(decoded.pixels[k * 4 + c] - image[3 * k + c]);
      }
      expect(difference / image.length).toBeLessThan(4); // of 255: the compression's own loss
      bytes += jpeg.length;
    }
    expect(index).toBe(4);
    expect(bytes / 4).toBeLessThan(4000); // 10 MB for 4,000 leaves 2,500 each; these four may be busy ones
  });
});
