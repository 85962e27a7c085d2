/** The k smallest of a stream of (index, distance), kept sorted by distance, ties by index. */
export class Nearest {
  /** Distance to beat: Infinity until k are kept. */
  worst = Number.POSITIVE_INFINITY;
  /** Kept so far, ≤ k. */
  size = 0;
  private readonly indices: Int32Array;
  private readonly distances: Float64Array;

  /** @param k ≥ 0; insertion into a sorted array, the quickest way for k up to a few hundred */
  constructor(k: number) {
    this.indices = new Int32Array(k);
    this.distances = new Float64Array(k);
    if (k === 0) this.worst = Number.NEGATIVE_INFINITY;
  }

  /** Offers one candidate; NaN distances are never kept. */
  offer(index: number, distance: number): void {
    const { indices, distances } = this;
    const k = indices.length;
    let at = this.size;
    if (at === k) {
      if (!(distance < this.worst || (distance === this.worst && index < indices[k - 1]))) return;
      at--;
    } else if (Number.isNaN(distance)) return;
    else this.size++;
    while (
      at > 0 &&
      (distances[at - 1] > distance || (distances[at - 1] === distance && indices[at - 1] > index))
    ) {
      distances[at] = distances[at - 1];
      indices[at] = indices[at - 1];
      at--;
    }
    distances[at] = distance;
    indices[at] = index;
    if (this.size === k) this.worst = distances[k - 1];
  }

  /** (size) copies, by rising distance */
  take(): { indices: Int32Array; distances: Float64Array } {
    return { indices: this.indices.slice(0, this.size), distances: this.distances.slice(0, this.size) };
  }
}
