import { writeCsv } from '../../../data/bytes/csvWriter.ts';
import {
  adjustedMutualInformation,
  normalisedMutualInformation,
} from '../../../maths/clustering/mutualInformation.ts';
import type { CodedColumn } from '../../../maths/clustering/nuisances.ts';
import { clustersInUse, purity } from '../../../maths/clustering/purity.ts';
import type { Division } from './contenders.ts';

/** How a division meets a column of labels and what it should not depend on; NaN where there is nothing to compare. */
export interface JudgedRow {
  name: string;
  purity: number;
  nmi: number;
  ami: number;
  companion: number;
  orientation: number;
  inUse: number;
  /** Adjusted mutual information with the clustering on show; NaN of itself. */
  same: number;
}

/** @param shown the clustering on show @param labels (n) −1 where there is none; null: no column was chosen @param nuisances of the same galaxies */
export function judgedRow(
  division: Division,
  shown: Division,
  labels: Int32Array | null,
  nuisances: readonly CodedColumn[],
): JudgedRow {
  const { name, clusters } = division;
  const own = (column: string) => {
    const codes = nuisances.find(each => each.name === column)?.codes;
    return codes ? adjustedMutualInformation(clusters, codes) : Number.NaN;
  };
  const known = Array.from(clusters).filter(cluster => cluster >= 0);
  return {
    name,
    purity: labels ? purity(clusters, labels) : Number.NaN,
    nmi: labels ? normalisedMutualInformation(clusters, labels) : Number.NaN,
    ami: labels ? adjustedMutualInformation(clusters, labels) : Number.NaN,
    companion: own('companion and place'),
    orientation: own('orientation'),
    inUse: clustersInUse(known),
    same: division === shown ? Number.NaN : adjustedMutualInformation(clusters, shown.clusters),
  };
}

const heads = [
  ...['clustering', 'purity', 'NMI', 'AMI', 'companion AMI', 'orientation AMI', 'clusters in use'],
  'AMI with the first',
];

/** The table as text. @param against label of the column that purity, NMI and AMI are of */
export function judgedCsv(rows: readonly JudgedRow[], against: string | null): string {
  const named = heads.map((head, i) => (i >= 1 && i <= 3 && against ? `${head} with ${against}` : head));
  const cell = (value: number) => (Number.isNaN(value) ? null : value.toFixed(4));
  return writeCsv(
    named,
    rows.map(({ name, ...values }) => [
      name,
      ...[
        values.purity,
        values.nmi,
        values.ami,
        values.companion,
        values.orientation,
        values.inUse,
        values.same,
      ].map(cell),
    ]),
  );
}
