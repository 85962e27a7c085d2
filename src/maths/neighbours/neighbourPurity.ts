/**
 * Balanced share of the k nearest neighbours that have the same label: the mean of the shares over the members of each
 * class, then the mean over the classes. Random neighbours give 1 / classes, however unequal the classes are.
 *
 * @param indices (n, k) row-major: neighbours of each point within the same set
 * @param labels (n) class of each point: whole numbers ≥ 0
 * @returns 0–1
 * @throws RangeError where lengths do not fit or there is no point
 */
export function neighbourPurity(indices: Int32Array, k: number, labels: ArrayLike<number>): number {
  const n = labels.length;
  if (n === 0 || indices.length !== n * k) {
    throw new RangeError(
      `need k neighbours of each of n ≥ 1 points; got ${indices.length}, k = ${k}, n = ${n}`,
    );
  }
  const shares = new Map<number, { sum: number; members: number }>();
  for (let i = 0; i < n; i++) {
    let same = 0;
    for (let e = i * k; e < (i + 1) * k; e++) if (labels[indices[e]] === labels[i]) same++;
    const ofClass = shares.get(labels[i]) ?? { sum: 0, members: 0 };
    ofClass.sum += same / k;
    ofClass.members++;
    shares.set(labels[i], ofClass);
  }
  let total = 0;
  for (const { sum, members } of shares.values()) total += sum / members;
  return total / shares.size;
}
