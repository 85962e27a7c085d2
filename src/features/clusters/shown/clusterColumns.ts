import { type CategoryColumn, type Column, nullCode } from '../../../contracts/column.ts';
import { type ClusterEdits, clusterName, clustersOf } from '../../../data/runs/clusterEdits.ts';
import type { ToldGalaxies } from './shownClustering.ts';

/** Source of every column this room publishes. */
export const clustersSource = 'clusters';
/** Source of the columns that compare trainings with other seeds. */
export const steadySource = 'clusters of several trainings';
/** Name of the column of clusters. */
export const clusterColumnName = 'cluster';

/** Names of the columns that are the axes of a map of the latent space. */
export const latentAxes = ['latent x', 'latent y'] as const;

/** Cluster, probability, second cluster and surprise of every galaxy of a catalogue; galaxies it was not asked about have none. */
export function clusterColumns(
  { rows, clusters, probabilities, seconds, surprise, plane }: ToldGalaxies,
  edits: ClusterEdits,
  title: string,
  rowCount: number,
): Column[] {
  const shown = clustersOf(edits).filter(cluster => !edits.hidden.includes(cluster));
  const base = { source: clustersSource, group: 'Clusters' };
  const words = (name: string, label: string, values: Int32Array, description: string): CategoryColumn => {
    const codes = new Uint8Array(rowCount).fill(nullCode);
    for (const [i, row] of rows.entries()) {
      const place = shown.indexOf(values[i]);
      if (place >= 0) codes[row] = place;
    }
    const categories = shown.map(cluster => clusterName(edits, cluster));
    return { kind: 'category', name, label, description, categories, codes, ...base };
  };
  const numbers = (name: string, label: string, values: Float32Array, description: string): Column => {
    const all = new Float32Array(rowCount).fill(Number.NaN);
    for (const [i, row] of rows.entries()) all[row] = values[i];
    return { kind: 'number', name, label, description, values: all, ...base };
  };
  return [
    words(clusterColumnName, 'Cluster', clusters, `The likeliest cluster by “${title}”.`),
    numbers('cluster probability', 'Cluster probability', probabilities, 'How sure that is, 0 to 1.'),
    words('second cluster', 'Second cluster', seconds, 'The next likeliest cluster.'),
    ...latentAxes.map((name, axis) =>
      numbers(
        name,
        axis === 0 ? 'Latent x' : 'Latent y',
        plane.filter((_, at) => at % 2 === axis),
        'Of the two directions of the latent space that part the clusters most.',
      ),
    ),
    numbers(
      'surprise',
      'Surprise',
      surprise,
      `How unlike the galaxies that “${title}” learnt from: its negative evidence bound, in nats.`,
    ),
  ];
}
