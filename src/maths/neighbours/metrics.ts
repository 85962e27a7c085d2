/** A distance of two vectors, as a form shows it. */
interface MetricDescription {
  label: string;
  /** What it measures, as a sentence. */
  meaning: string;
  /** Largest distance there can be. */
  most: number;
}

/** The metrics there are, in the order of a form; form, contract, workers, preferences and tests read this table. */
export const distanceMetrics = {
  euclidean: {
    label: 'Euclidean',
    meaning: 'Straight-line distance between representations.',
    most: Number.POSITIVE_INFINITY,
  },
  manhattan: {
    label: 'Manhattan',
    meaning: 'Sum of the differences in each component: one large difference counts less.',
    most: Number.POSITIVE_INFINITY,
  },
  cosine: {
    label: 'Cosine',
    meaning: 'One minus the cosine of the angle: only direction counts, not length.',
    most: 2,
  },
} satisfies Record<string, MetricDescription>;

/** Name of a metric; distance.ts defines each. */
export type Metric = keyof typeof distanceMetrics;

/** In the order of a form. */
export const metricNames = Object.keys(distanceMetrics) as Metric[];

/** The metric a search starts with. */
export const defaultMetric: Metric = 'euclidean'; // the one the map's neighbour graph is made with
