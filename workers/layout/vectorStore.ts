const rowsPerChunk = 1024; // so that growing never copies what is stored

/**
 * Representations in 16 bits: each row as whole numbers of 1/32767 of its largest magnitude, so that an entry is off
 * by at most 1.6e-5 of it. 17,000 × 1,280 take 44 MB, 300,000 × 1,280 take 768 MB (half of what float32 takes).
 */
export class VectorStore {
  /** Catalogue rows stored, in the order they were added. */
  readonly rows: number[] = [];
  private readonly known = new Set<number>();
  private readonly chunks: Int16Array[] = [];
  private readonly scales: number[] = [];
  private readonly dimension: number;

  /** @param dimension numbers a vector has */
  constructor(dimension: number) {
    this.dimension = dimension;
  }

  /**
   * @param vectors (rows.length, dimension) row-major
   * @throws RangeError on a wrong length, a row that is stored already or a number that is not finite; nothing is added then
   */
  add(rows: Uint32Array, vectors: Float32Array): void {
    const { dimension } = this;
    if (vectors.length !== rows.length * dimension) {
      throw new RangeError(`need ${rows.length} × ${dimension} numbers; got ${vectors.length}`);
    }
    const scales = Array.from(rows, (row, i) => {
      if (this.known.has(row)) throw new RangeError(`need rows not added before; got row ${row} again`);
      return scaleOf(vectors.subarray(i * dimension, (i + 1) * dimension), row);
    });
    scales.forEach((scale, i) => {
      const at = this.rows.length;
      if (at % rowsPerChunk === 0) this.chunks.push(new Int16Array(rowsPerChunk * dimension));
      const chunk = this.chunks[this.chunks.length - 1];
      const to = (at % rowsPerChunk) * dimension;
      for (let j = 0; j < dimension; j++) chunk[to + j] = Math.round(vectors[i * dimension + j] / scale);
      this.rows.push(rows[i]);
      this.known.add(rows[i]);
      this.scales.push(scale);
    });
  }

  /** (to − from, dimension) row-major: the rows added as number `from` to `to` − 1 */
  read(from: number, to: number): Float32Array {
    const { dimension } = this;
    const out = new Float32Array((to - from) * dimension);
    for (let i = from; i < to; i++) {
      const chunk = this.chunks[Math.floor(i / rowsPerChunk)];
      const start = (i % rowsPerChunk) * dimension;
      for (let j = 0; j < dimension; j++) out[(i - from) * dimension + j] = chunk[start + j] * this.scales[i];
    }
    return out;
  }
}

/** The value of one unit: 1/32767 of the largest magnitude, 1 for a row of zeros. */
function scaleOf(vector: Float32Array, row: number): number {
  let largest = 0;
  for (const value of vector) {
    if (!Number.isFinite(value)) throw new RangeError(`need finite numbers; got ${value} in row ${row}`);
    largest = Math.max(largest, Math.abs(value));
  }
  return largest > 0 ? largest / 32767 : 1;
}
