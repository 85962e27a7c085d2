/**
 * Mean attention distance of one head (Dosovitskiy et al. 2021, appendix D.7): how far, on the image, the patches lie that a patch
 * attends to, weighted by attention and averaged over all patches. The class token is left out; weights below 0 count as large as
 * those above.
 *
 * @param weights (tokens, tokens) row-major, the class token first, then rows × columns patches
 * @returns in patches
 */
export function attentionDistance(weights: Float32Array, rows: number, columns: number): number {
  const patches = rows * columns;
  const tokens = patches + 1;
  let sum = 0;
  for (let from = 0; from < patches; from++) {
    const [y, x] = [Math.floor(from / columns), from % columns];
    let [mass, moved] = [0, 0];
    for (let to = 0; to < patches; to++) {
      const weight = Math.abs(weights[(from + 1) * tokens + to + 1]);
      mass += weight;
      moved += weight * Math.hypot(Math.floor(to / columns) - y, (to % columns) - x);
    }
    if (mass > 0) sum += moved / mass;
  }
  return sum / patches;
}
