import type { IngestProblem } from '../../contracts/ingest.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import type { RawChunk } from '../tables/columnTyping.ts';

/** Gathers a column of equally long lists, chunk by chunk, into one matrix. */
export class VectorColumn {
  private values?: Float32Array;
  private dimension = 0;
  /** (rows) 1 where a row has its vector. */
  private readonly has: Uint8Array;
  private badRow?: { row: number; what: string };

  constructor(
    private readonly name: string,
    private readonly rows: number,
  ) {
    this.has = new Uint8Array(rows);
  }

  add({ rowStart, values }: RawChunk): void {
    for (let i = 0; i < values.length; i++) {
      const vector = values[i] as ArrayLike<number | null> | null | undefined;
      const row = rowStart + i;
      if (!vector) {
        this.badRow ??= { row, what: 'has none' };
        continue;
      }
      if (!this.values) {
        this.dimension = vector.length;
        this.values = new Float32Array(this.rows * this.dimension);
      }
      if (vector.length !== this.dimension) {
        this.badRow ??= { row, what: `has ${vector.length} values where others have ${this.dimension}` };
      } else if (!this.put(vector as ArrayLike<number>, row)) {
        this.badRow ??= { row, what: 'has a value that is missing or not a finite number' };
      } else {
        this.has[row] = 1;
      }
    }
  }

  /** @returns false when a value is not a finite number */
  private put(vector: ArrayLike<number>, row: number): boolean {
    const at = row * this.dimension;
    for (let j = 0; j < this.dimension; j++) {
      if (!Number.isFinite(vector[j] ?? Number.NaN)) return false;
      this.values![at + j] = vector[j];
    }
    return true;
  }

  /** Rows that have their vector, ascending. */
  private rowsWithVector(): Uint32Array {
    const rows = new Uint32Array(this.rows);
    let found = 0;
    for (let row = 0; row < this.rows; row++) if (this.has[row] === 1) rows[found++] = row;
    return rows.subarray(0, found);
  }

  /**
   * (rows.length, dimension) of the rows that have a vector, of one length and finite; `rows` is absent where all have.
   * A problem says what is left out.
   */
  finish(fileName: string): { matrix?: Matrix; rows?: Uint32Array; problem?: IngestProblem } {
    const rows = this.rowsWithVector();
    const { row, what } = this.badRow ?? {};
    if (!this.values || this.dimension === 0 || rows.length === 0) {
      const found = row === undefined ? 'no row has one' : `row ${row} ${what}, and no other has one`;
      return { problem: { sentence: `Column ${this.name} of ${fileName} is not used: ${found}.`, row } };
    }
    const d = this.dimension;
    if (rows.length === this.rows) {
      return { matrix: { rows: this.rows, columns: d, values: this.values } };
    }
    for (const [i, from] of rows.entries()) this.values.copyWithin(i * d, from * d, (from + 1) * d);
    const missing = this.rows - rows.length;
    const some = missing === 1 ? 'One row has' : `${missing} of ${this.rows} rows have`;
    const first = row === undefined ? '' : ` (row ${row} ${what})`;
    return {
      matrix: { rows: rows.length, columns: d, values: this.values.slice(0, rows.length * d) },
      rows: rows.slice(),
      problem: {
        sentence: `${some} no usable vector in column ${this.name} of ${fileName}${first}: left off the map.`,
        row,
      },
    };
  }
}
