import { type Column, nullCode } from '../../../contracts/column.ts';
import { agreementOfOthers } from '../../../maths/clustering/consensus.ts';
import { steadySource } from '../shown/clusterColumns.ts';

/** Name of the column of clusters without disputed galaxies. */
export const steadyColumnName = 'steady cluster';

const steadyLeast = 0.5; // of the other trainings: fewer place it there by chance

/** How steady clusters are over trainings with other seeds. */
export interface Steadiness {
  /** Other trainings. */
  others: number;
  /** Galaxies that fewer than half of them place where this one does, and galaxies that any of them tells of. */
  disputed: number;
  told: number;
  /** Clusters without disputed galaxies, which have none, and the share of the others that agree. */
  columns: Column[];
}

/**
 * @param own (n) clusters on show
 * @param others (n) each, of other trainings
 * @param rows (n) of the catalogue
 * @param names by cluster
 */
export function steadinessOf(
  own: Int32Array,
  others: readonly Int32Array[],
  rows: Uint32Array,
  rowCount: number,
  names: ReadonlyMap<number, string>,
): Steadiness {
  const shares = agreementOfOthers(own, others);
  const places = [...names.keys()];
  const codes = new Uint8Array(rowCount).fill(nullCode);
  const values = new Float32Array(rowCount).fill(Number.NaN);
  let [disputed, told] = [0, 0];
  for (const [i, row] of rows.entries()) {
    values[row] = shares[i];
    if (Number.isNaN(shares[i])) continue;
    told++;
    if (shares[i] < steadyLeast) disputed++;
    else if (names.has(own[i])) codes[row] = places.indexOf(own[i]);
  }
  const base = { source: steadySource, group: 'Clusters' };
  return {
    ...{ others: others.length, disputed, told },
    columns: [
      {
        ...base,
        kind: 'category',
        name: steadyColumnName,
        label: 'Steady cluster',
        description:
          'The cluster that half or more of the other trainings agree on; disputed galaxies have none.',
        categories: [...names.values()],
        codes,
      },
      {
        ...base,
        kind: 'number',
        name: 'agreement of trainings',
        label: 'Agreement of trainings',
        description: 'Share of the other trainings that place the galaxy in the same cluster.',
        values,
      },
    ],
  };
}
