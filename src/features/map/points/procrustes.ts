/**
 * Turns and mirrors a planar map so that it lies as nearly as it can on another one: the orthogonal Procrustes problem
 * (Schönemann 1966) in two dimensions, where the best angle has a closed form. UMAP knows no up and no left, so a map
 * drawn from other weights would otherwise come out in another attitude for no reason. Size is left alone.
 *
 * @param moving (n, 2) row-major
 * @param target (n, 2) row-major; pairs with a NaN on either side do not count
 * @returns (n, 2) `moving` rotated or reflected about its mean, and moved onto the mean of `target`; a copy of
 *   `moving` when fewer than two pairs count
 */
export function alignTo(moving: Float32Array, target: Float32Array): Float32Array {
  const n = moving.length / 2;
  let count = 0;
  let mx = 0;
  let my = 0;
  let tx = 0;
  let ty = 0;
  for (let i = 0; i < n; i++) {
    if (!counts(moving, target, i)) continue;
    count++;
    mx += moving[2 * i];
    my += moving[2 * i + 1];
    tx += target[2 * i];
    ty += target[2 * i + 1];
  }
  if (count < 2) return moving.slice();
  mx /= count;
  my /= count;
  tx /= count;
  ty /= count;

  // The cross-covariance's entries: moving axis first.
  let xx = 0;
  let xy = 0;
  let yx = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    if (!counts(moving, target, i)) continue;
    const ax = moving[2 * i] - mx;
    const ay = moving[2 * i + 1] - my;
    const bx = target[2 * i] - tx;
    const by = target[2 * i + 1] - ty;
    xx += ax * bx;
    xy += ax * by;
    yx += ay * bx;
    yy += ay * by;
  }
  // Overlap of the best rotation is hypot(xx + yy, xy − yx); of the best rotation after y → −y, the same with yx, yy negated.
  const mirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
  const mirror = mirrored ? -1 : 1;
  const angle = Math.atan2(xy - mirror * yx, xx + mirror * yy);
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const aligned = new Float32Array(moving.length);
  for (let i = 0; i < n; i++) {
    const ax = moving[2 * i] - mx;
    const ay = mirror * (moving[2 * i + 1] - my);
    aligned[2 * i] = cosine * ax - sine * ay + tx;
    aligned[2 * i + 1] = sine * ax + cosine * ay + ty;
  }
  return aligned;
}

function counts(moving: Float32Array, target: Float32Array, i: number): boolean {
  return !Number.isNaN(moving[2 * i] + moving[2 * i + 1] + target[2 * i] + target[2 * i + 1]);
}
