import { beforeAll, describe, expect, it } from 'vitest';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import { borderColour } from '../../../src/maths/images/borderColour.ts';
import { createEfficientNet, lite0 } from '../../../src/nets/encoders/efficientNet.ts';
import { embedPixels } from '../../../src/nets/encoders/embedder.ts';
import { applyHead, linearHeadOf } from '../../../src/nets/encoders/linearHead.ts';
import { occludedShares, shareOf } from '../../../src/nets/explanation/occlusion.ts';
import { gz2 } from '../../maths/catalogue/smallTree.ts';
import { useBackend } from '../device/nodeBackends.ts';
import { formulaPixels } from '../formulaPixels.ts';
import { formulaLayout, formulaWeights } from '../formulaWeights.ts';
import { leakedTensors } from '../leakedTensors.ts';

const sidePx = 32;
const pixels = formulaPixels(sidePx).slice(0, sidePx * sidePx * 3);
const layout = { ...formulaLayout(false), 'head.1.0.weight': [37, 1280], 'head.1.0.bias': [37] };
const card: HeadCard = { kind: 'tree', questions: gz2 };
const weights = formulaWeights(layout);
const head = linearHeadOf(weights, card, 1280);

describe('occlusion', () => {
  beforeAll(() => useBackend('wasm'));

  it('gives the shares of images covered by hand, and leaves no tensor', async () => {
    const squares = Int16Array.of(0, 0, 0, 8, 12, 10, -4, 26, 12);
    const ring = 18; // odd-feature-gz2_ring
    expect(gz2.flatMap(q => q.answers)[ring].column).toBe('odd-feature-gz2_ring');
    let shares: Float32Array = new Float32Array();
    let byHand: number[] = [];
    const leaked = await leakedTensors(async () => {
      const encoder = createEfficientNet(weights, lite0);
      shares = await occludedShares(encoder, head, { pixels, sidePx }, ring, squares);
      const sky = borderColour(pixels, sidePx);
      byHand = [];
      for (let i = 0; i < squares.length; i += 3) {
        const [left, top, side] = squares.subarray(i, i + 3);
        const covered = pixels.map((value, at) => {
          const x = Math.floor(at / 3) % sidePx;
          const y = Math.floor(at / 3 / sidePx);
          return x >= left && x < left + side && y >= top && y < top + side ? sky[at % 3] : value;
        });
        const answers = applyHead(head, await embedPixels(encoder, covered, sidePx));
        const own = gz2[7].answers.map((_, k) => answers[gz2[7].start + k]);
        byHand.push(own[0] / own.reduce((a, b) => a + b, 0));
      }
      encoder.dispose();
    });
    expect(leaked).toBe(0);
    expect(shares).toHaveLength(3);
    for (const [i, share] of byHand.entries()) expect(Math.abs(shares[i] - share)).toBeLessThan(1e-5);
    expect(new Set(byHand).size).toBe(3); // a covered part tells
  });

  it('refuses an answer that is not there', async () => {
    const encoder = createEfficientNet(weights, lite0);
    await expect(
      occludedShares(encoder, head, { pixels, sidePx }, 37, Int16Array.of(0, 0, 0)),
    ).rejects.toThrow('need 0 ≤ answer < 37; got 37');
    encoder.dispose();
  });

  it('covers with the median colour of the edge', () => {
    const image = new Uint8Array(5 * 5 * 3).fill(200);
    for (let at = 0; at < 25; at++) {
      const edge = at % 5 === 0 || at % 5 === 4 || at < 5 || at >= 20;
      if (edge) image.set([10, 20, 30], 3 * at);
    }
    image.set([255, 255, 255], 0); // a star on the edge
    expect([...borderColour(image, 5)]).toEqual([10, 20, 30]);
  });

  it('takes a share within its question, or a class’s probability', () => {
    const answers = Float32Array.from({ length: 37 }, (_, i) => 1 + i);
    expect(shareOf(card, answers, 4)).toBeCloseTo(5 / 9, 6);
    expect(shareOf({ kind: 'classes', classes: ['a', 'b'] }, [0.25, 0.75], 1)).toBe(0.75);
  });
});
