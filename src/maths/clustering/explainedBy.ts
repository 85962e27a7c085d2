import type { Random } from '../statistics/random.ts';
import { type Explanation, explainDivision } from './explanation.ts';
import type { CodedColumn } from './nuisances.ts';

/** How far a column explains a division of galaxies. */
export interface ColumnExplanation extends Explanation {
  /** Name of the column. */
  name: string;
  label: string;
  /** Of one cluster: the word it has most more often than all galaxies; absent of the whole division. */
  most?: { word: string; within: number; overall: number };
}

/** What explains a clustering as a whole, and each cluster against the rest: the strongest first. */
export interface ClusterExplanations {
  whole: ColumnExplanation[];
  byCluster: Map<number, ColumnExplanation[]>;
}

const keptColumns = 6; // a cluster: more than a person reads

const none: Explanation = { agreement: 0, chance: 0, telling: false };

/**
 * Compares clusters with every column.
 *
 * @param clusters (n) cluster of each galaxy; −1 where there is none
 * @yields how many columns of all are compared
 */
export function* explainClusters(
  clusters: Int32Array,
  columns: readonly CodedColumn[],
  random: Random,
): Generator<{ done: number; total: number }, ClusterExplanations> {
  const names = [...new Set(clusters)].filter(cluster => cluster >= 0).sort((a, b) => a - b);
  const total = columns.length;
  const whole: ColumnExplanation[] = [];
  const byCluster = new Map<number, ColumnExplanation[]>(names.map(cluster => [cluster, []]));
  for (const [done, { name, label, words, codes }] of columns.entries()) {
    const found = explainDivision(clusters, codes, random);
    whole.push({ name, label, ...found.whole });
    for (const cluster of names) {
      const part = found.parts.get(cluster) ?? none;
      byCluster
        .get(cluster)!
        .push({ name, label, ...part, most: mostTelling(cluster, clusters, codes, words) });
    }
    yield { done: done + 1, total };
  }
  const strongest = (all: ColumnExplanation[]) =>
    all.sort((a, b) => b.agreement - a.agreement).slice(0, keptColumns);
  return {
    whole: whole.sort((a, b) => b.agreement - a.agreement),
    byCluster: new Map([...byCluster].map(([cluster, all]) => [cluster, strongest(all)])),
  };
}

/** The word whose share in a cluster is most above its share of all: by p ln (p / q), its part in the divergence. */
function mostTelling(
  cluster: number,
  clusters: Int32Array,
  codes: Int32Array,
  words: readonly string[],
): ColumnExplanation['most'] {
  const [within, all] = [new Float64Array(words.length), new Float64Array(words.length)];
  let [members, galaxies] = [0, 0];
  for (let i = 0; i < codes.length; i++) {
    if (clusters[i] < 0 || codes[i] < 0) continue;
    all[codes[i]]++;
    galaxies++;
    if (clusters[i] !== cluster) continue;
    within[codes[i]]++;
    members++;
  }
  if (members === 0) return undefined;
  let [best, most] = [-1, 0];
  for (const code of words.keys()) {
    const [p, q] = [within[code] / members, all[code] / galaxies];
    const part = p > 0 ? p * Math.log(p / q) : 0;
    if (part > most) [best, most] = [code, part];
  }
  if (best < 0) return undefined;
  return { word: words[best], within: within[best] / members, overall: all[best] / galaxies };
}
