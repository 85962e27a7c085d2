import type { CuratedPart, CuratedSet } from '../../contracts/curation.ts';

/**
 * The average image of each class, which is also the best a single image can do by least squares.
 *
 * @returns (classes, sidePx, sidePx, 3) standardised
 */
export function classAverages({ classes, mean, deviation, train }: CuratedSet): Float32Array {
  const size = perImage(train);
  const averages = new Float32Array(classes.length * size);
  const counts = new Float64Array(classes.length);
  for (const [i, label] of train.labels.entries()) {
    counts[label]++;
    for (let p = 0; p < size; p++) averages[label * size + p] += train.pixels[i * size + p];
  }
  return averages.map((sum, i) => {
    const channel = i % 3;
    return (sum / counts[Math.floor(i / size)] - mean[channel]) / deviation[channel];
  });
}

function perImage({ pixels, rows }: CuratedPart): number {
  return pixels.length / rows.length;
}
