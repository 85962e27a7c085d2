import type { Weights } from '../../../src/maths/weights.ts';
import { formulaWeights } from '../formulaWeights.ts';

/** Length of the tiny network's representations. */
export const tinyDimension = 8;

/** Lite0's stages of one block each and four channels. */
export function tinyLite(): Weights {
  const layout: Record<string, number[]> = {};
  const layer = (key: string, norm: string, shape: number[]) => {
    layout[`${key}.weight`] = shape;
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      layout[`${norm}.${part}`] = [shape[0]];
  };
  layer('conv_stem', 'bn1', [4, 3, 3, 3]);
  for (let stage = 0; stage < 7; stage++) {
    const block = `blocks.${stage}.0`;
    const [depthwise, last] = stage === 0 ? ['bn1', 'conv_pw'] : ['bn2', 'conv_pwl'];
    if (stage > 0) layer(`${block}.conv_pw`, `${block}.bn1`, [4, 4, 1, 1]);
    layer(`${block}.conv_dw`, `${block}.${depthwise}`, [4, 1, 3, 3]);
    layer(`${block}.${last}`, `${block}.${stage === 0 ? 'bn2' : 'bn3'}`, [4, 4, 1, 1]);
  }
  layer('conv_head', 'bn2', [tinyDimension, 4, 1, 1]);
  return formulaWeights(layout);
}
