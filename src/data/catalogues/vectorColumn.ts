import type { IngestProblem } from '../../contracts/ingest.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import type { RawChunk } from '../tables/columnTyping.ts';

/** Gathers a column of equally long lists, chunk by chunk, into one matrix. */
export class VectorColumn {
  private values?: Float32Array;
  private dimension = 0;
  private filled = 0;
  private badRow?: { row: number; length: number };

  constructor(
    private readonly name: string,
    private readonly rows: number,
  ) {}

  add({ rowStart, values }: RawChunk): void {
    for (let i = 0; i < values.length; i++) {
      const vector = values[i] as ArrayLike<number | null> | null | undefined;
      if (!vector) continue;
      if (!this.values) {
        this.dimension = vector.length;
        this.values = new Float32Array(this.rows * this.dimension);
      }
      if (vector.length !== this.dimension || !this.put(vector as ArrayLike<number>, rowStart + i)) {
        this.badRow ??= { row: rowStart + i, length: vector.length };
      } else {
        this.filled++;
      }
    }
  }

  /** False when a value is no finite number. */
  private put(vector: ArrayLike<number>, row: number): boolean {
    const at = row * this.dimension;
    for (let j = 0; j < this.dimension; j++) {
      if (!Number.isFinite(vector[j] ?? Number.NaN)) return false;
      this.values![at + j] = vector[j];
    }
    return true;
  }

  /** (rows, dimension), or the reason why there is none: every galaxy needs its vector, of one length, finite. */
  finish(fileName: string): { matrix?: Matrix; problem?: IngestProblem } {
    if (this.values && this.dimension > 0 && this.filled === this.rows) {
      return { matrix: { rows: this.rows, columns: this.dimension, values: this.values } };
    }
    const found = this.badRow
      ? `row ${this.badRow.row} has ${this.badRow.length} values of which some may be missing, the first has ${this.dimension}`
      : `${this.rows - this.filled} of ${this.rows} rows have none`;
    return {
      problem: {
        sentence: `Column ${this.name} of ${fileName} is not used: ${found}; representations will be computed instead.`,
        row: this.badRow?.row,
      },
    };
  }
}
