/**
 * An order of points in which each is followed by the nearest of those left (Euclidean, ties by index), so that near ones
 * mostly lie together. It begins with the first point.
 *
 * @param points (n, columns) row-major
 * @returns (n) indices
 */
export function chainOrder(points: Float32Array, columns: number): Int32Array {
  const n = points.length / columns;
  const order = new Int32Array(n);
  const left = Int32Array.from({ length: n }, (_, i) => i);
  let last = 0;
  for (let step = 1, count = n; step < n; step++) {
    left.copyWithin(left.indexOf(last), left.indexOf(last) + 1, count);
    count--;
    let nearest = left[0];
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let j = 0; j < columns && sum < least; j++) {
        sum += (points[last * columns + j] - points[left[k] * columns + j]) ** 2;
      }
      if (sum < least) [least, nearest] = [sum, left[k]];
    }
    order[step] = nearest;
    last = nearest;
  }
  return order;
}
