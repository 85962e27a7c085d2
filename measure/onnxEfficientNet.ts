import type { Weights } from '../src/maths/weights.ts';
import { foldBatchNorm, weightOf } from '../src/nets/batchNorm.ts';
import { type EfficientNetOptions, stageStrides } from '../src/nets/efficientNet.ts';
import { OnnxGraph } from './onnxGraph.ts';

/**
 * EfficientNet-Lite0 as an ONNX model of the same weights: input "images" (batch, 3, side, side), 0–1; output (batch, dimension).
 * Batch norm is folded as in ours, so that neither runtime has work the other is spared.
 */
export function onnxEfficientNet(
  weights: Weights,
  { activation, padding, batchNormEpsilon, normalisation }: EfficientNetOptions,
  sidePx: number,
): { bytes: Uint8Array; outputName: string } {
  if (activation !== 'relu6' || padding !== 'same') {
    throw new Error(`need a network with relu6 and "same" padding; got ${activation} and "${padding}"`);
  }
  const graph = new OnnxGraph();
  const zero = graph.constant([], Float32Array.of(0));
  const six = graph.constant([], Float32Array.of(6));

  const convolve = (x: string, kernel: string, norm: string, stride: number, active: boolean): string => {
    const { shape, values } = weightOf(weights, kernel);
    const { scale, shift } = foldBatchNorm(weights, norm, batchNormEpsilon);
    const perFilter = values.length / shape[0];
    const folded = values.map((value, i) => value * scale[Math.floor(i / perFilter)]);
    const inputs = [x, graph.constant(shape, folded), graph.constant([shape[0]], Float32Array.from(shift))];
    const y = graph.node('Conv', inputs, {
      auto_pad: 'SAME_UPPER', // TensorFlow's: the odd pixel after
      group: shape[1] === 1 ? shape[0] : 1,
      kernel_shape: shape.slice(2),
      strides: [stride, stride],
    });
    return active ? graph.node('Clip', [y, zero, six]) : y;
  };

  let x = 'images';
  if (normalisation) {
    x = graph.node('Sub', [x, graph.constant([1, 3, 1, 1], Float32Array.from(normalisation.mean))]);
    x = graph.node('Div', [x, graph.constant([1, 3, 1, 1], Float32Array.from(normalisation.std))]);
  }
  x = convolve(x, 'conv_stem.weight', 'bn1', 2, true);
  for (const [stage, firstStride] of stageStrides.entries()) {
    for (let block = 0; weights.has(`blocks.${stage}.${block}.conv_dw.weight`); block++) {
      const key = `blocks.${stage}.${block}`;
      const input = x;
      const expands = weights.has(`${key}.conv_pwl.weight`);
      if (expands) x = convolve(x, `${key}.conv_pw.weight`, `${key}.bn1`, 1, true);
      x = convolve(
        x,
        `${key}.conv_dw.weight`,
        `${key}.${expands ? 'bn2' : 'bn1'}`,
        block ? 1 : firstStride,
        true,
      );
      x = convolve(
        x,
        `${key}.${expands ? 'conv_pwl' : 'conv_pw'}.weight`,
        `${key}.${expands ? 'bn3' : 'bn2'}`,
        1,
        false,
      );
      if (block > 0) x = graph.node('Add', [x, input]); // later blocks of a stage keep its shape
    }
  }
  x = convolve(x, 'conv_head.weight', 'bn2', 1, true);
  const outputName = graph.node('Flatten', [graph.node('GlobalAveragePool', [x])]);
  const dimension = weightOf(weights, 'conv_head.weight').shape[0];
  const bytes = graph.model(
    { name: 'images', shape: ['batch', 3, sidePx, sidePx] },
    { name: outputName, shape: ['batch', dimension] },
  );
  return { bytes, outputName };
}
