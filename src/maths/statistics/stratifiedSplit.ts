import { hashOf, type Split } from './split.ts';

/** Shares of train, validation and test; what is left of 1 is in none. */
export interface SplitShares {
  train: number;
  validation: number;
  test: number;
}

/**
 * Splits galaxies so that every class has the same shares in all parts. A galaxy's place depends only on the hash of its
 * id and the seed: reordering the catalogue changes nothing, and adding galaxies moves few of the others.
 *
 * @param ids (n) of the galaxies, unique
 * @param strata (n) class of each, the same for all in an unstratified split; negative where it belongs to no part
 * @returns the rows of each part, rising
 * @throws RangeError where shares are negative or exceed 1
 */
export function stratifiedSplit(
  ids: { readonly length: number; at(row: number): string | undefined },
  strata: ArrayLike<number>,
  shares: SplitShares,
  seed: number,
): Record<Split, Uint32Array> {
  const { train, validation, test } = shares;
  if (Math.min(train, validation, test) < 0 || train + validation + test > 1 + 1e-9) {
    // rounding of 0.7 + 0.1 + 0.2
    throw new RangeError(`need shares ≥ 0 that sum to at most 1; got ${train}, ${validation}, ${test}`);
  }
  const members = new Map<number, number[]>();
  for (let row = 0; row < ids.length; row++) {
    if (!(strata[row] >= 0)) continue;
    const known = members.get(strata[row]);
    if (known) known.push(row);
    else members.set(strata[row], [row]);
  }
  const parts: Record<Split, number[]> = { train: [], validation: [], test: [] };
  for (const rows of members.values()) {
    const keys = new Map(rows.map(row => [row, hashOf(`${seed} ${ids.at(row)}`)]));
    rows.sort((a, b) => keys.get(a)! - keys.get(b)! || (ids.at(a)! < ids.at(b)! ? -1 : 1));
    const ends = [test, test + validation, test + validation + train].map(share =>
      Math.round(share * rows.length),
    );
    for (const [i, row] of rows.entries()) {
      if (i < ends[0]) parts.test.push(row);
      else if (i < ends[1]) parts.validation.push(row);
      else if (i < ends[2]) parts.train.push(row);
    }
  }
  const rising = (rows: number[]) => Uint32Array.from(rows).sort();
  return { train: rising(parts.train), validation: rising(parts.validation), test: rising(parts.test) };
}
