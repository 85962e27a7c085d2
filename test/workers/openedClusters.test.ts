import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openedPublished } from '../../workers/tensor/openedClusters.ts';
import { useBackend } from '../nets/device/nodeBackends.ts';
import { leakedTensors } from '../nets/leakedTensors.ts';

const file = new URL('../../../shared/fixtures/astrovader_saved_weights.h5', import.meta.url);
const sidePx = 128;

describe.skipIf(!existsSync(file))('AstroVaDEr’s own file', () => {
  beforeAll(() => useBackend('wasm'));

  it('is portrayed and asked as its authors’ code does: golden values of PyTorch', async () => {
    const leaked = await leakedTensors(async () => {
      const opened = await openedPublished(new Uint8Array(readFileSync(file)));
      const { mixture, means } = await opened.portray();
      expect(mixture.logWeights).toHaveLength(12);
      const at = (component: number, x: number, y: number) => means[(component * sidePx + y) * sidePx + x];
      const mean = (component: number) =>
        means
          .subarray(component * sidePx ** 2, (component + 1) * sidePx ** 2)
          .reduce((sum, value) => sum + value / sidePx ** 2, 0);
      for (const [component, level, middle] of [
        [0, 0.108786, 0.959508],
        [7, 0.104611, 0.990381],
        [9, 0.132456, 0.979674],
      ]) {
        expect(mean(component)).toBeCloseTo(level, 4);
        expect(at(component, 64, 64)).toBeCloseTo(middle, 4);
      }
      const pictures = Uint8Array.from({ length: sidePx ** 2 }, (_, pixel) => {
        const [x, y] = [pixel % sidePx, Math.floor(pixel / sidePx)];
        const galaxy = Math.exp(-Math.sqrt(((x - 63.5) / 14) ** 2 + ((y - 63.5) / 9) ** 2));
        return Math.round(255 * (galaxy + 0.35 * Math.exp(-(((x - 100) / 4) ** 2 + ((y - 30) / 4) ** 2))));
      });
      let breaths = 0; // pings are answered between batches, which take seconds on a busy machine
      const breathe = async () => void breaths++;
      const { codes, responsibilities, errors, surprise } = await opened.describe({ pictures }, breathe);
      expect(breaths).toBe(2); // one batch encoded, one painted
      const golden = [-0.858794, 2.300552, 0.405286, 2.053479, 0.997661];
      for (const [d, value] of golden.entries()) expect(Math.abs(codes[d] - value)).toBeLessThan(0.02); // 8 bits a pixel
      expect(responsibilities.indexOf(Math.max(...responsibilities))).toBe(7);
      expect(errors[0]).toBeLessThan(0.002);
      expect(Number.isFinite(surprise[0])).toBe(true);
      opened.dispose();
    });
    expect(leaked).toBe(0);
  });
});
