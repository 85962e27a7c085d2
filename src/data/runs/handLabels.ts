/** Labels given by hand in one catalogue. */
export interface HandLabels {
  /** Key of the catalogue: name and a fingerprint of its ids. */
  catalogue: string;
  /** At most nine: each has a digit key. */
  classes: readonly string[];
  /** By galaxy id, an index into `classes`; in the order in which they were given. */
  labels: ReadonlyMap<string, number>;
}
