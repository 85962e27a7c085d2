import type { Weights } from '../../src/maths/weights.ts';
import { foldBatchNorm, weightOf } from '../../src/nets/encoders/batchNorm.ts';
import { scaleFilters } from '../../src/nets/encoders/convolution.ts';
import {
  type EfficientNetOptions,
  projectionKeys,
  representationWidth,
  stageStrides,
} from '../../src/nets/encoders/efficientNet.ts';
import { OnnxGraph, type OnnxModel } from './onnxGraph.ts';

/**
 * EfficientNet as an ONNX model of the same weights: input "images" (batch, 3, side, side), 0–1; output (batch, dimension).
 * Batch norm is folded as in ours, so that neither runtime has work the other is spared; SiLU is Sigmoid and Mul, as
 * exporters write it.
 */
export function onnxEfficientNet(
  weights: Weights,
  { activation, padding, batchNormEpsilon, normalisation }: EfficientNetOptions,
  sidePx: number,
): OnnxModel {
  const graph = new OnnxGraph();
  const silu = (x: string) => graph.node('Mul', [x, graph.node('Sigmoid', [x])]);
  const limits =
    activation === 'relu6' ? [0, 6].map(limit => graph.constant([], Float32Array.of(limit))) : [];
  const active = (x: string) => (activation === 'silu' ? silu(x) : graph.node('Clip', [x, ...limits]));

  const convolve = (x: string, kernel: string, norm: string, stride: number): string => {
    const stored = weightOf(weights, kernel);
    const { scale, shift } = foldBatchNorm(weights, norm, batchNormEpsilon);
    const { shape, values } = scaleFilters(stored, scale);
    const inputs = [x, graph.constant(shape, values), graph.constant([shape[0]], Float32Array.from(shift))];
    const edge = (shape[2] - 1) / 2;
    return graph.node('Conv', inputs, {
      // TensorFlow's puts the odd pixel after.
      ...(padding === 'same' ? { auto_pad: 'SAME_UPPER' } : { pads: [edge, edge, edge, edge] }),
      group: kernel.includes('conv_dw') ? shape[0] : 1,
      kernel_shape: shape.slice(2),
      strides: [stride, stride],
    });
  };
  const squeezeExcite = (x: string, key: string): string => {
    const layer = (input: string, name: string) => {
      const [kernel, bias] = ['weight', 'bias'].map(part => weightOf(weights, `${key}.${name}.${part}`));
      return graph.node('Conv', [
        input,
        graph.constant(kernel.shape, kernel.values),
        graph.constant(bias.shape, bias.values),
      ]);
    };
    const reduced = silu(layer(graph.node('GlobalAveragePool', [x]), 'conv_reduce'));
    return graph.node('Mul', [x, graph.node('Sigmoid', [layer(reduced, 'conv_expand')])]);
  };

  let x = 'images';
  if (normalisation) {
    x = graph.node('Sub', [x, graph.constant([1, 3, 1, 1], Float32Array.from(normalisation.mean))]);
    x = graph.node('Div', [x, graph.constant([1, 3, 1, 1], Float32Array.from(normalisation.std))]);
  }
  x = active(convolve(x, 'conv_stem.weight', 'bn1', 2));
  for (const [stage, firstStride] of stageStrides.entries()) {
    for (let block = 0; weights.has(`blocks.${stage}.${block}.conv_dw.weight`); block++) {
      const key = `blocks.${stage}.${block}`;
      const input = x;
      const expands = weights.has(`${key}.conv_pwl.weight`);
      if (expands) x = active(convolve(x, `${key}.conv_pw.weight`, `${key}.bn1`, 1));
      const depthwiseNorm = `${key}.${expands ? 'bn2' : 'bn1'}`;
      x = active(convolve(x, `${key}.conv_dw.weight`, depthwiseNorm, block ? 1 : firstStride));
      if (weights.has(`${key}.se.conv_reduce.weight`)) x = squeezeExcite(x, `${key}.se`);
      const project = `${key}.${expands ? 'conv_pwl' : 'conv_pw'}.weight`;
      x = convolve(x, project, `${key}.${expands ? 'bn3' : 'bn2'}`, 1);
      if (block > 0) x = graph.node('Add', [x, input]); // later blocks of a stage keep its shape
    }
  }
  x = active(convolve(x, 'conv_head.weight', 'bn2', 1));
  x = graph.node('GlobalAveragePool', [x]);
  if (weights.has(projectionKeys.weight)) {
    const { shape, values } = weightOf(weights, projectionKeys.weight);
    const bias = weightOf(weights, projectionKeys.bias);
    x = graph.node('Conv', [
      x,
      graph.constant([...shape, 1, 1], values),
      graph.constant(bias.shape, bias.values),
    ]);
  }
  return graph.encoder(sidePx, graph.node('Flatten', [x]), representationWidth(weights));
}
