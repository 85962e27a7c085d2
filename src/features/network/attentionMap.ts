import type { AttentionView } from '../../maths/attention/attentionView.ts';
import { cividis, diverging, type Rgb } from '../../maths/images/colourScale.ts';

/** Which of a transformer's maps is shown: a layer from 0 or the rollout over all; a head from 0 or the mean of all. */
export interface MapChoice {
  layer: number | 'all';
  head: number | 'mean';
}

/** (patches) of the chosen layer and head; the rollout, where all layers are chosen. Linformers, which have none, show the last layer. */
export function chosenMap(view: AttentionView, { layer, head }: MapChoice): Float32Array {
  if (layer === 'all' && view.rollout) return view.rollout;
  const at = layer === 'all' ? view.layers - 1 : Math.min(layer, view.layers - 1);
  return head === 'mean' ? meanOfHeads(view, at) : headMap(view, at, Math.min(head, view.heads - 1));
}

/** (patches) of one head. */
export function headMap({ weights, heads, rows, columns }: AttentionView, layer: number, head: number) {
  const patches = rows * columns;
  const at = (layer * heads + head) * patches;
  return weights.subarray(at, at + patches);
}

function meanOfHeads(view: AttentionView, layer: number): Float32Array {
  const mean = new Float32Array(view.rows * view.columns);
  for (let head = 0; head < view.heads; head++) {
    for (const [i, value] of headMap(view, layer, head).entries()) mean[i] += value / view.heads;
  }
  return mean;
}

const deepest = 0.75; // of opacity: the galaxy stays visible beneath
const brightest: Rgb = cividis(1);

/** The weight at which a map is fully coloured, > 0. @param values (tokens) */
export function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** Ends of a map's values. @param values (tokens) */
export function rangeOf(values: Float32Array): { least: number; most: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
  return { least, most };
}

/**
 * A map as a veil over the galaxy: yellow where a token looks most, clear where it looks least; of signed weights red above 0 and
 * blue below.
 *
 * @param values (patches)
 * @returns (patches, 4)
 */
export function attentionVeil(values: Float32Array, signed: boolean): Uint8ClampedArray<ArrayBuffer> {
  const { least, most } = rangeOf(values);
  const reach = greatest(values);
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (const [i, value] of values.entries()) {
    const share = signed ? Math.abs(value) / reach : most > least ? (value - least) / (most - least) : 0;
    rgba.set(signed ? diverging(value > 0 ? 1 : 0) : brightest, 4 * i);
    rgba[4 * i + 3] = Math.round(255 * deepest * share);
  }
  return rgba;
}

/** A signed map alone, opaque: white at 0. @returns (patches, 4) */
export function signedPixels(values: Float32Array): Uint8ClampedArray<ArrayBuffer> {
  const most = greatest(values);
  const rgba = new Uint8ClampedArray(values.length * 4);
  for (const [i, value] of values.entries()) {
    rgba.set(diverging(0.5 + value / (2 * most)), 4 * i);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}
