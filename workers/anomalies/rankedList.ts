const farShare = 0.75; // further from everything rated than this share of the catalogue
const farCount = 20; // as many as a strip of thumbnails shows

/** (n) indices by falling value, ties by index. @param values (n) */
export function fallingOrder(values: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (a, b) => values[b] - values[a] || a - b,
  );
}

/**
 * What is valued and lies far from everything rated.
 *
 * @param mean (n) predicted interest
 * @param nearestRated (n) distance to the nearest rated galaxy
 * @param rated (n) 1 where there is a rating
 * @returns (≤ 20) indices by falling interest
 */
export function farFromRated(mean: Float32Array, nearestRated: Float32Array, rated: Uint8Array): Uint32Array {
  const sorted = nearestRated.slice().sort();
  const far = sorted[Math.floor(farShare * (sorted.length - 1))];
  const rows = Uint32Array.from(mean.keys()).filter(i => rated[i] === 0 && nearestRated[i] > far);
  return rows.sort((a, b) => mean[b] - mean[a] || a - b).slice(0, farCount);
}
