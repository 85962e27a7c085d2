const reach = 10; // as far as other maps, so that a camera fits both

/**
 * Positions on the sky as a map: the sinusoidal projection about their mean right ascension, which keeps areas; north is up and
 * east is left.
 *
 * @param raDeg (n) degrees; NaN where unknown
 * @param decDeg (n)
 * @returns (n, 2) row-major, the farthest ± 10; NaN where the position is unknown
 */
export function skyMap(raDeg: ArrayLike<number>, decDeg: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const n = raDeg.length;
  const radian = Math.PI / 180;
  let [sine, cosine] = [0, 0];
  for (let i = 0; i < n; i++) {
    sine += Math.sin(raDeg[i] * radian) || 0;
    cosine += Math.cos(raDeg[i] * radian) || 0;
  }
  const middle = Math.atan2(sine, cosine) / radian;
  const places = new Float32Array(2 * n);
  const far: [low: number, high: number][] = [
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ];
  for (let i = 0; i < n; i++) {
    const east = ((((raDeg[i] - middle + 180) % 360) + 360) % 360) - 180; // −180 … 180
    const place = [-east * Math.cos(decDeg[i] * radian), decDeg[i] + 0 * east];
    for (const [axis, value] of place.entries()) {
      places[2 * i + axis] = value;
      if (value < far[axis][0]) far[axis][0] = value;
      if (value > far[axis][1]) far[axis][1] = value;
    }
  }
  const centre = far.map(([low, high]) => (low + high) / 2);
  const widest = Math.max(...far.map(([low, high]) => (high - low) / 2)) || 1;
  return places.map((value, i) => (reach * (value - centre[i % 2])) / widest);
}
