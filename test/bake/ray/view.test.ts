import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';
import { pixelsOf } from '../../../src/data/images/pixelBatch.ts';
import { fixtures } from '../../data/fixtureFiles.ts';
import { hasModules, runPython } from './python.ts';

const exact = ['rgb.png', 'grey.png', 'grey16.png', 'palette.png', 'rgba.png', 'rgba.webp'];
const lossy = ['rgb.jpg', 'progressive.jpg', 'grey.jpg', 'turned.jpg', 'cmyk.jpg', 'rgb.webp']; // other versions of a codec round otherwise
const refused = ['animated.webp', 'baked.parquet'];
const view = { sidePx: 32, cropFraction: 0.8 };
const script = `
import json, sys
from morphospace_bake.see.image_error import ImageError
from morphospace_bake.see.view import pixels_of
told = []
for path in sys.argv[1:]:
    data = open(path, "rb").read()
    try:
        told.append(pixels_of(data, 32, 0.8).ravel().tolist())
    except ImageError as error:
        told.append(str(error))
    try:
        pixels_of(data[: len(data) // 2], 32, 0.8)
        told.append("read")
    except ImageError as error:
        told.append(str(error))
print(json.dumps(told))
`;

describe.skipIf(!hasModules('PIL', 'numpy'))('what the Ray bake shows a network (Python with Pillow)', () => {
  it('is what the app shows it, and files that the app refuses are refused', async () => {
    const names = [...exact, ...lossy, ...refused];
    const paths = names.map(name => fileURLToPath(new URL(name, fixtures)));
    const { stdout, stderr } = runPython(['-c', script, ...paths]);
    expect(stderr).toBe('');
    const told = JSON.parse(stdout) as (number[] | string)[];
    const decoder = new ImageDecoder(await nodeCodecs());
    for (const [i, name] of names.entries()) {
      const [whole, half] = told.slice(2 * i, 2 * i + 2);
      expect(half, `half of ${name}`).toMatch(/cut short|damaged|not an image/);
      if (refused.includes(name)) {
        expect(whole, name).toMatch(/animated|not an image/);
        continue;
      }
      const ours = await pixelsOf(new Uint8Array(readFileSync(paths[i])), view, decoder);
      const most = Math.max(...ours.map((value, j) => Math.abs(value - (whole as number[])[j])));
      expect(most, name).toBeLessThanOrEqual(exact.includes(name) ? 0 : 2);
    }
  });
});
