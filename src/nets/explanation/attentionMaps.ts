import * as tf from '@tensorflow/tfjs-core';
import { attentionDistance } from '../../maths/attention/attentionDistance.ts';
import type { KeptAttention } from '../../maths/attention/attentionView.ts';
import { patchComponents } from '../../maths/attention/patchComponents.ts';
import { embedPixels } from '../encoders/embedder.ts';
import type { Encoder } from '../encoders/encoder.ts';

const mostBytes = 2 ** 28; // ViT-S with patches of 8 px on 224 px takes 177 MB; ViT-B, 355, is too much for a page

/**
 * Runs a transformer on one image and keeps how its tokens attend to each other.
 *
 * @param pixels (1, sidePx, sidePx, 3) row-major RGB, 0–255
 * @throws RangeError where there are too many tokens to keep it all
 */
export async function keepAttention(
  encoder: Encoder,
  pixels: Uint8Array,
  sidePx: number,
): Promise<KeptAttention> {
  const { attention, stages } = encoder;
  if (!attention) throw new Error('need a transformer; got a network without attention');
  const { heads, signed } = attention;
  const kept: tf.Tensor4D[] = []; // (1, heads, tokens, tokens) each
  let last: tf.Tensor4D | undefined; // (1, rows, columns, channels)
  try {
    const onStage = (name: string, output: tf.Tensor4D) => {
      if (name === stages[stages.length - 1]) last = tf.keep(tf.clone(output));
    };
    await embedPixels(encoder, pixels, sidePx, onStage, weights => {
      const bytes = weights.size * 4 * (stages.length - 1);
      if (bytes > mostBytes) {
        throw new RangeError(
          `This network divides the image into ${weights.shape[2] - 1} patches, whose attention takes ${Math.round(bytes / 2 ** 20)} MB: choose one with larger patches.`,
        );
      }
      kept.push(tf.keep(tf.clone(weights)));
    });
    if (!last) throw new Error('need the network to show its last block; it did not');
    const [, rows, columns] = last.shape;
    const layers = await Promise.all(kept.map(each => each.data<'float32'>()));
    const components = patchComponents(await last.data<'float32'>(), { rows, columns });
    const tokens = rows * columns + 1;
    const distances = layers.flatMap(layer =>
      Array.from({ length: heads }, (_, head) =>
        attentionDistance(layer.subarray(head * tokens ** 2, (head + 1) * tokens ** 2), rows, columns),
      ),
    );
    return {
      rows,
      columns,
      signed,
      heads,
      layers: layers.map(layer => layer.slice()),
      means: layers.map(layer => meanOfHeads(layer, heads)),
      distances: Float32Array.from(distances),
      components,
    };
  } finally {
    tf.dispose(kept);
    last?.dispose();
  }
}

function meanOfHeads(layer: Float32Array, heads: number): Float32Array {
  const size = layer.length / heads;
  const mean = new Float32Array(size);
  for (let i = 0; i < layer.length; i++) mean[i % size] += layer[i] / heads;
  return mean;
}
