/**
 * How many of other divisions of the same things place each where this one does. Labels mean nothing between divisions: a
 * cluster of another stands for the one of this with which it has most in common.
 *
 * @param own (n) labels from 0; −1 where there is none
 * @param others each as long
 * @returns (n) share of those others that tell something of it, 0–1; NaN where none does, or this one does not
 */
export function agreementOfOthers(own: Int32Array, others: readonly Int32Array[]): Float32Array {
  const [agreeing, telling] = [new Float32Array(own.length), new Float32Array(own.length)];
  for (const other of others) {
    const stands = standingFor(own, other);
    for (let i = 0; i < own.length; i++) {
      if (own[i] < 0 || other[i] < 0) continue;
      telling[i]++;
      if (stands.get(other[i]) === own[i]) agreeing[i]++;
    }
  }
  return agreeing.map((count, i) => (telling[i] > 0 ? count / telling[i] : Number.NaN));
}

/** By cluster of another division: the cluster of this with most of its things, the lower one where two have as many. */
function standingFor(own: Int32Array, other: Int32Array): Map<number, number> {
  const counts = new Map<number, Map<number, number>>();
  for (let i = 0; i < own.length; i++) {
    if (own[i] < 0 || other[i] < 0) continue;
    const within = counts.get(other[i]) ?? new Map<number, number>();
    counts.set(other[i], within.set(own[i], (within.get(own[i]) ?? 0) + 1));
  }
  const most = (within: Map<number, number>) =>
    [...within].reduce((best, each) =>
      each[1] > best[1] || (each[1] === best[1] && each[0] < best[0]) ? each : best,
    )[0];
  return new Map([...counts].map(([cluster, within]) => [cluster, most(within)]));
}
