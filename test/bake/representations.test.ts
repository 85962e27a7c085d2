import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { representationsOf } from '../../bake/representations.ts';
import { linearHeadOf } from '../../src/nets/encoders/linearHead.ts';
import { fixtures } from '../data/fixtureFiles.ts';
import { gz2 } from '../maths/catalogue/smallTree.ts';
import { formulaWeights } from '../nets/formulaWeights.ts';

beforeAll(() => startNodeBackend(() => performance.now()));

it('a head is asked of every representation that is baked', async () => {
  const ingest = nodeIngest();
  const images = ['rgb.jpg', 'grey.png'].map(path => ({
    path,
    file: new File([readFileSync(new URL(path, fixtures))], path),
  }));
  const { handle } = await ingest.open({ kind: 'images', name: 'two', images });
  const plain = await loadNodeEncoder('random');
  expect(plain.head).toBeUndefined();
  const layout = { 'head.1.0.weight': [37, 1280], 'head.1.0.bias': [37] };
  const head = linearHeadOf(formulaWeights(layout), { kind: 'tree', questions: gz2 }, 1280);
  const { matrix, answers } = await representationsOf(ingest, handle, 2, { ...plain, head }, () => undefined);
  plain.encoder.dispose();
  expect(answers).toMatchObject({ rows: 2, columns: 37 });
  for (let row = 0; row < 2; row++) {
    for (let o = 0; o < 37; o++) {
      let x = head.bias.values[o];
      for (let j = 0; j < 1280; j++) x += head.weight.values[o * 1280 + j] * matrix.values[row * 1280 + j];
      expect(answers!.values[row * 37 + o]).toBeCloseTo(100 / (1 + Math.exp(-x)) + 1, 3);
    }
  }
});
