import { readFileSync } from 'node:fs';
import {
  adjustedMutualInformation,
  normalisedMutualInformation,
} from '../../src/maths/clustering/mutualInformation.ts';
import { clustersInUse, purity } from '../../src/maths/clustering/purity.ts';

/** What a clustering of gz2-voted is compared with, by galaxy; −1 where there is none. */
interface Nuisances {
  four: Int32Array;
  six: Int32Array;
  /** Quadrant of the companion 0–3, 4 where there is none: all galaxies have one of five. */
  companion: Int32Array;
  /** Quadrant of the companion; −1 where there is none. */
  quadrant: Int32Array;
  orientation: Int32Array;
}

/** Reads ../shared/galaxies/more/gz2-voted-nuisances.csv for galaxies in a given order. @throws Error where one is missing */
export function readNuisances(ids: readonly string[]): Nuisances {
  const file = new URL('../../../shared/galaxies/more/gz2-voted-nuisances.csv', import.meta.url);
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const rows = new Map(lines.map(line => [line.split(',')[0], line.split(',')]));
  const cells = (name: string) =>
    ids.map(id => {
      const row = rows.get(id);
      if (!row) throw new Error(`need the nuisances of every galaxy; got none of ${id}`);
      return row[names.indexOf(name)];
    });
  const coded = (words: string[]) => {
    const places = [...new Set(words)].filter(word => word !== '').sort();
    return Int32Array.from(words, word => places.indexOf(word));
  };
  const quadrant = Int32Array.from(cells('companion_quadrant'), Number);
  return {
    four: coded(cells('class4')),
    six: coded(cells('class6')),
    companion: quadrant.map(value => (value < 0 ? 4 : value)),
    quadrant,
    orientation: coded(cells('orientation_bin')),
  };
}

/** How a clustering of some galaxies meets what it should and what it should not depend on. */
type Judged = {
  purity4: number;
  nmi6: number;
  companionAmi: number;
  quadrantAmi: number;
  orientationAmi: number;
  /** Clusters that hold a galaxy or more. */
  componentsInUse: number;
  /** Exponential of the entropy of their shares. */
  effectiveComponents: number;
};

/** @param clusters of the rows, in their order */
export function judgeClusters(clusters: ArrayLike<number>, rows: readonly number[], of: Nuisances): Judged {
  const some = (labels: Int32Array) => rows.map(row => labels[row]);
  return {
    purity4: purity(clusters, some(of.four)),
    nmi6: normalisedMutualInformation(clusters, withLabel(some(of.six), some(of.four))),
    companionAmi: adjustedMutualInformation(clusters, some(of.companion)),
    quadrantAmi: adjustedMutualInformation(clusters, some(of.quadrant)),
    orientationAmi: adjustedMutualInformation(clusters, some(of.orientation)),
    componentsInUse: new Set(Array.from(clusters)).size,
    effectiveComponents: clustersInUse(clusters),
  };
}

const withLabel = (labels: number[], others: number[]) =>
  labels.map((label, i) => (others[i] < 0 ? -1 : label));
