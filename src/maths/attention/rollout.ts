/**
 * Attention rollout (Abnar & Zuidema 2020): how much of each token of the image is in one token of the last layer, if every layer
 * passes on half of a token itself and half of what it attends to. The token's row of A'_L ⋯ A'_1, A' = ½ (A + 1).
 *
 * @param means of each layer, bottom to top: (tokens, tokens) row-major attention, the mean of its heads, rows of sum 1
 * @param token whose row is asked for; 0 is the class token
 * @returns (tokens), of sum 1
 */
export function attentionRollout(
  means: readonly Float32Array[],
  tokens: number,
  token: number,
): Float64Array {
  let row = new Float64Array(tokens);
  row[token] = 1;
  for (const mean of [...means].reverse()) {
    const below = row.map(share => share / 2);
    for (let from = 0; from < tokens; from++) {
      const half = row[from] / 2;
      if (half === 0) continue;
      for (let to = 0; to < tokens; to++) below[to] += half * mean[from * tokens + to];
    }
    row = below;
  }
  return row;
}
