/** What a person made of a clustering's components; the components themselves stay. */
export interface ClusterEdits {
  /** (components) which cluster each belongs to: the least of the components taken together. */
  groups: number[];
  /** By cluster; those without a name are numbered. */
  names: Record<number, string>;
  /** Clusters that are not shown. */
  hidden: number[];
}

/** Nothing changed: every component is a cluster. */
export function freshEdits(components: number): ClusterEdits {
  return { groups: Array.from({ length: components }, (_, c) => c), names: {}, hidden: [] };
}

/** Takes clusters together; the first keeps its name, or takes that of the second. */
export function mergedClusters(edits: ClusterEdits, a: number, b: number): ClusterEdits {
  const [into, from] = a < b ? [a, b] : [b, a];
  if (into === from) return edits;
  const name = edits.names[into] ?? edits.names[from];
  const names = { ...edits.names };
  delete names[from];
  if (name !== undefined) names[into] = name;
  return {
    groups: edits.groups.map(group => (group === from ? into : group)),
    names,
    hidden: edits.hidden.filter(cluster => cluster !== from && cluster !== into),
  };
}

/** Parts a cluster that was merged into its components again. */
export function splitCluster(edits: ClusterEdits, cluster: number): ClusterEdits {
  return { ...edits, groups: edits.groups.map((group, c) => (group === cluster ? c : group)) };
}

/** @param name empty: it is numbered again */
export function namedCluster(edits: ClusterEdits, cluster: number, name: string): ClusterEdits {
  const names = { ...edits.names };
  if (name.trim() === '') delete names[cluster];
  else names[cluster] = name.trim().replaceAll('"', '’'); // a rule writes a word between quotes
  return { ...edits, names };
}

/** Shows or hides a cluster. */
export function hiddenCluster(edits: ClusterEdits, cluster: number, hides: boolean): ClusterEdits {
  const others = edits.hidden.filter(each => each !== cluster);
  return { ...edits, hidden: hides ? [...others, cluster].sort((a, b) => a - b) : others };
}

/** Clusters there are, ascending, hidden ones too. */
export function clustersOf({ groups }: ClusterEdits): number[] {
  return [...new Set(groups)].sort((a, b) => a - b);
}

/** "Cluster 3", or the name it was given. */
export function clusterName({ names }: ClusterEdits, cluster: number): string {
  return names[cluster] ?? `Cluster ${cluster + 1}`;
}
