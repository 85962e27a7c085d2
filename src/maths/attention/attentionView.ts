import type { PatchComponents } from './patchComponents.ts';
import { attentionRollout } from './rollout.ts';

/** All of a transformer's attention for one image, from which any patch's is read. */
export interface KeptAttention {
  rows: number;
  columns: number;
  signed: boolean;
  /** Of each layer: (heads, tokens, tokens) row-major. */
  layers: Float32Array[];
  heads: number;
  /** Of each layer: the mean of its heads, (tokens, tokens). */
  means: Float32Array[];
  /** (layers, heads) in patches. */
  distances: Float32Array;
  components: PatchComponents;
}

/** What one token of a transformer attends to, for one image. */
export interface AttentionView {
  /** Patches the image is divided into. */
  rows: number;
  columns: number;
  layers: number;
  heads: number;
  /** True for a Linformer: a token may take less than nothing of another. */
  signed: boolean;
  /** The patch that attends, row-major; null for the class token, of which the representation is made. */
  patch: number | null;
  /** (layers, heads, patches) row-major: what it takes of the values of each patch; what it takes of the class token is left out */
  weights: Float32Array;
  /** (patches) over all layers (attention rollout); null where weights are signed, which are no shares */
  rollout: Float32Array | null;
  /** (layers, heads) mean attention distance of all patches, in patches */
  distances: Float32Array;
  /** (patches, 3) principal components of the last block's patches as red, green and blue, 0–255 */
  componentColours: Uint8Array;
  /** (3) share of the variance between patches that each component holds, 0–1 */
  explained: number[];
}

/**
 * What one token attends to, in every layer and head, and over all layers.
 *
 * @param patch row-major, or null for the class token
 */
export function attentionOf(kept: KeptAttention, patch: number | null): AttentionView {
  const { rows, columns, signed, heads, layers, means, distances, components } = kept;
  const patches = rows * columns;
  if (patch !== null && !(patch >= 0 && patch < patches)) {
    throw new RangeError(`need 0 ≤ patch < ${patches}; got ${patch}`);
  }
  const tokens = patches + 1;
  const token = patch === null ? 0 : patch + 1;
  const weights = new Float32Array(layers.length * heads * patches);
  for (const [l, layer] of layers.entries()) {
    for (let head = 0; head < heads; head++) {
      const at = (head * tokens + token) * tokens;
      weights.set(layer.subarray(at + 1, at + tokens), (l * heads + head) * patches);
    }
  }
  return {
    rows,
    columns,
    layers: layers.length,
    heads,
    signed,
    patch,
    weights,
    rollout: signed ? null : Float32Array.from(attentionRollout(means, tokens, token)).slice(1),
    distances,
    componentColours: components.rgb,
    explained: components.explained,
  };
}
