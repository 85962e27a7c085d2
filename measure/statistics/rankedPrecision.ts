/** Share of members among the first `count` of a ranked list. */
export function precisionAt(order: ArrayLike<number>, member: ArrayLike<boolean>, count: number): number {
  let members = 0;
  for (let i = 0; i < count; i++) if (member[order[i]]) members++;
  return members / count;
}

/** Average precision of a ranked list: the mean, over all members, of the precision down to each (no interpolation). */
export function averagePrecision(order: ArrayLike<number>, member: ArrayLike<boolean>): number {
  let members = 0;
  let sum = 0;
  for (let i = 0; i < order.length; i++) if (member[order[i]]) sum += ++members / (i + 1);
  return members > 0 ? sum / members : Number.NaN;
}
