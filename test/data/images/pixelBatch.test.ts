import { describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { nodeIngest } from '../../../bake/nodeIngest.ts';
import { sha256Of } from '../../../src/data/bytes/sha256.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';
import { pixelBatchOf, thumbnailsOf } from '../../../src/data/images/pixelBatch.ts';
import { centralSquare, resizeBox } from '../../../src/maths/images/resize.ts';
import { zoobotView } from '../../../src/maths/images/zoobotView.ts';
import { pixelHashes } from '../../fixtures/data/pixelHashes.ts';
import { fixtureBytes, fixtureFile } from '../fixtureFiles.ts';

const decoder = nodeCodecs().then(modules => new ImageDecoder(modules));
const nameOf = (row: number) => `galaxy ${row}`;

describe('pixel batch', () => {
  for (const [name, sha256] of Object.entries(pixelHashes)) {
    it(`has the pixels of ${name} that the browser test expects too`, async () => {
      const batch = await nodeIngest().pixelsOfFile(fixtureFile(name), { sidePx: 32, cropFraction: 0.8 });
      expect(await sha256Of(batch.pixels as Uint8Array<ArrayBuffer>)).toBe(sha256);
    });
  }

  it('is cut by Zoobot’s own steps where the view asks for them', async () => {
    const bytes = fixtureBytes('rgb.png');
    const view = { sidePx: 12, cropFraction: 1 / 1.2 };
    const pixelsUnder = async (recipe?: 'zoobot') =>
      (await pixelBatchOf([{ row: 0, bytes }], { ...view, recipe }, await decoder, nameOf)).pixels;
    const image = await (await decoder).decode(bytes);
    const zoobot = await pixelsUnder('zoobot');
    expect(zoobot).toEqual(zoobotView(image, view.cropFraction, view.sidePx));
    expect(zoobot).not.toEqual(await pixelsUnder());
  });

  it('is the decoded central square, resized, row by row, without the rows that cannot be read', async () => {
    const images = [
      { row: 7, bytes: fixtureBytes('rgb.png') },
      { row: 3, bytes: fixtureBytes('rgb.jpg').slice(0, 900) },
      { row: 9, problem: 'has no image' },
      { row: 1, bytes: fixtureBytes('grey.jpg') },
    ];
    const batch = await pixelBatchOf(images, { sidePx: 12, cropFraction: 0.5 }, await decoder, nameOf);
    expect([...batch.rows]).toEqual([7, 1]);
    expect(batch.problems.map(p => p.row)).toEqual([3, 9]);
    expect(batch.problems[0].sentence).toMatch(
      /^galaxy 3 has an image that is cut short or damaged \(.+\)\.$/,
    );
    expect(batch.problems[1].sentence).toBe('galaxy 9 has no image.');
    const grey = await (await decoder).decode(images[3].bytes!);
    const expected = resizeBox(grey, centralSquare(grey.widthPx, grey.heightPx, 0.5), 12);
    expect(batch.pixels.slice(12 * 12 * 3)).toEqual(expected);
    expect(batch.pixels).toHaveLength(2 * 12 * 12 * 3);
  });

  it('makes thumbnails in the order asked for, black where there is no image', async () => {
    const images = [
      { row: 0, problem: 'has no image' },
      { row: 1, bytes: fixtureBytes('grey.jpg') },
    ];
    const pixels = await thumbnailsOf(images, 5, await decoder);
    expect(pixels.slice(0, 75)).toEqual(new Uint8Array(75));
    expect(pixels.slice(75).every(value => value > 0)).toBe(true);
  });

  it('refuses impossible views', async () => {
    const of = async (sidePx: number, cropFraction: number) =>
      pixelBatchOf([], { sidePx, cropFraction }, await decoder, nameOf);
    await expect(of(0, 1)).rejects.toThrow('need a whole sidePx from 1 to 1024; got 0');
    await expect(of(8, 1.2)).rejects.toThrow('need 0 < cropFraction ≤ 1; got 1.2');
  });

  it('of one file from outside says why it cannot be had', async () => {
    const ingest = nodeIngest();
    const view = { sidePx: 8, cropFraction: 1 };
    await expect(ingest.pixelsOfFile(new File(['word'], 'paper.pdf'), view)).rejects.toThrow(
      'paper.pdf is not an image, and only JPEG, PNG and WebP are read: choose another image.',
    );
  });
});
