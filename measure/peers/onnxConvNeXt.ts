import { Float, OnnxGraph, type OnnxModel } from '../../bake/onnx/onnxGraph.ts';
import type { Weights, WeightTensor } from '../../src/maths/weights.ts';
import { weightOf } from '../../src/nets/encoders/batchNorm.ts';
import { scaleFilters } from '../../src/nets/encoders/convolution.ts';

/** How a block's two linear layers are written: onnxruntime has a kernel for each, and either may be the faster. */
type LinearForm = 'convolution' | 'matmul';

/**
 * ConvNeXt as an ONNX model of the same weights: input "images" (batch, 3, side, side), 0–1; output (batch, dimension).
 * Written as PyTorch's exporter writes timm's: LayerNormalization between transpositions, GELU as Div, Erf, Add, Mul, Mul,
 * which onnxruntime fuses. The layer scale is folded as in ours, so that neither has work the other is spared.
 */
export function onnxConvNeXt(weights: Weights, sidePx: number, form: LinearForm): OnnxModel {
  const graph = new OnnxGraph();
  const constantOf = ({ shape, values }: WeightTensor) => graph.constant(shape, values);
  const stored = (name: string) => constantOf(weightOf(weights, name));
  const number = (value: number) => graph.constant([], Float32Array.of(value));
  const [root2, one, half] = [number(Math.SQRT2), number(1), number(0.5)];

  const normalised = (x: string, key: string) =>
    graph.node('LayerNormalization', [x, stored(`${key}.weight`), stored(`${key}.bias`)], {
      epsilon: new Float(1e-6),
    });
  const toChannelsLast = (x: string) => graph.node('Transpose', [x], { perm: [0, 2, 3, 1] });
  const toChannelsFirst = (x: string) => graph.node('Transpose', [x], { perm: [0, 3, 1, 2] });
  const normalisedImage = (x: string, key: string) => toChannelsFirst(normalised(toChannelsLast(x), key));
  const gelu = (x: string) => {
    const erf = graph.node('Erf', [graph.node('Div', [x, root2])]);
    return graph.node('Mul', [graph.node('Mul', [x, graph.node('Add', [erf, one])]), half]);
  };
  const patches = (x: string, key: string) => {
    const { shape } = weightOf(weights, `${key}.weight`);
    const side = [shape[2], shape[3]];
    return graph.node('Conv', [x, stored(`${key}.weight`), stored(`${key}.bias`)], {
      kernel_shape: side,
      strides: side,
    });
  };
  /** kernel (out, in) or (out, in, 1, 1) */
  const linear = (x: string, { shape, values }: WeightTensor, bias: WeightTensor) => {
    const [out, inputs] = shape;
    if (form === 'convolution') {
      return graph.node('Conv', [x, graph.constant([out, inputs, 1, 1], values), constantOf(bias)]);
    }
    const turned = Float32Array.from(
      { length: out * inputs },
      (_, i) => values[(i % out) * inputs + Math.floor(i / out)],
    );
    return graph.node('Add', [
      graph.node('MatMul', [x, graph.constant([inputs, out], turned)]),
      constantOf(bias),
    ]);
  };
  const block = (x: string, key: string) => {
    const of = (name: string) => weightOf(weights, `${key}.${name}`);
    const gamma = of('gamma').values;
    const depthwise = graph.node(
      'Conv',
      [x, stored(`${key}.conv_dw.weight`), stored(`${key}.conv_dw.bias`)],
      {
        group: gamma.length,
        kernel_shape: [7, 7],
        pads: [3, 3, 3, 3],
      },
    );
    const normal = normalised(toChannelsLast(depthwise), `${key}.norm`);
    const wide = linear(
      form === 'convolution' ? toChannelsFirst(normal) : normal,
      of('mlp.fc1.weight'),
      of('mlp.fc1.bias'),
    );
    const narrow = linear(
      gelu(wide),
      scaleFilters(of('mlp.fc2.weight'), gamma),
      scaleFilters(of('mlp.fc2.bias'), gamma),
    );
    return graph.node('Add', [form === 'convolution' ? narrow : toChannelsFirst(narrow), x]);
  };

  let x = normalisedImage(patches('images', 'stem.0'), 'stem.1');
  for (let stage = 0; stage === 0 || weights.has(`stages.${stage}.downsample.0.weight`); stage++) {
    const key = `stages.${stage}`;
    if (stage > 0) x = patches(normalisedImage(x, `${key}.downsample.0`), `${key}.downsample.1`);
    for (let i = 0; weights.has(`${key}.blocks.${i}.gamma`); i++) x = block(x, `${key}.blocks.${i}`);
  }
  const means = graph.node('Flatten', [graph.node('GlobalAveragePool', [x])]);
  const output = normalised(means, 'head.norm');
  return graph.encoder(sidePx, output, weightOf(weights, 'head.norm.weight').shape[0]);
}
