import type { IngestProblem } from '../../contracts/ingest.ts';
import type { ColumnPage } from './columnPages.ts';

/** Where the vectors of a column are kept: floats, or rows of 16 bits. */
export interface VectorSink {
  /** @param vector (dimension) finite; another one comes in the same array next */
  write(row: number, vector: Float32Array): void;
}

/** The vectors of a column of equally long lists. */
interface GatheredVectors<Sink> {
  /** Where they are; absent where there is none. */
  sink?: Sink;
  /** Rows that have one, of one length and finite, ascending; absent where all have. */
  rows?: Uint32Array;
  /** What is left out. */
  problem?: IngestProblem;
}

/** Gathers a column of equally long lists, page by page, without an array a row. */
export class VectorColumn<Sink extends VectorSink> {
  private sink?: Sink;
  private dimension = 0;
  /** (rows) 1 where a row has its vector. */
  private readonly has: Uint8Array;
  private badRow?: { row: number; what: string };
  /** Numbers of the row that is being read, of which there are `count`; NaN where one is missing. */
  private vector = new Float32Array(64);
  private count = 0;
  private row = -1;
  private present = false;

  /**
   * @param rows of the file
   * @param createSink makes the place for vectors once their dimension is known
   */
  constructor(
    private readonly name: string,
    private readonly rows: number,
    private readonly createSink: (dimension: number) => Sink,
  ) {
    this.has = new Uint8Array(rows);
  }

  /**
   * Takes the pages of a row group. Where they cannot be read, none of its rows has a vector.
   *
   * @param from first row of the group
   * @param to the row after its last
   * @param maxDefinition level at which a number is there
   * @param listDefinition level at which a list has an entry, be it missing
   * @throws what reading throws
   */
  async addGroup(
    pages: AsyncIterable<ColumnPage>,
    { from, to, maxDefinition, listDefinition }: VectorGroup,
  ): Promise<void> {
    this.row = from - 1;
    try {
      for await (const page of pages) this.addPage(page, { from, to, maxDefinition, listDefinition });
      if (this.row >= from) this.endRow();
    } catch (error) {
      this.has.fill(0, from, to);
      throw error;
    }
  }

  private addPage({ repetitionLevels, definitionLevels, values }: ColumnPage, group: VectorGroup): void {
    const whole = definitionLevels.length === 0;
    let at = 0;
    for (let i = 0; i < repetitionLevels.length; i++) {
      const level = whole ? group.maxDefinition : definitionLevels[i];
      if (repetitionLevels[i] === 0) {
        if (this.row >= group.from) this.endRow();
        if (++this.row >= group.to) throw new RangeError(`need ${group.to - group.from} lists; got more`);
        this.count = 0;
        this.present = level >= group.listDefinition - 1;
      }
      if (level === group.maxDefinition) this.push(values[at++] as number);
      else if (level >= group.listDefinition) this.push(Number.NaN);
    }
  }

  private push(value: number): void {
    if (this.count === this.vector.length) {
      const longer = new Float32Array(2 * this.count);
      longer.set(this.vector);
      this.vector = longer;
    }
    this.vector[this.count++] = value;
  }

  private endRow(): void {
    const { row, count, vector } = this;
    if (!this.present || count === 0) {
      // An empty list is none, also in the first row, which says how long the others are.
      this.badRow ??= { row, what: 'has none' };
      return;
    }
    if (!this.sink) {
      this.dimension = count;
      this.sink = this.createSink(count);
    }
    if (count !== this.dimension) {
      this.badRow ??= { row, what: `has ${count} values where others have ${this.dimension}` };
      return;
    }
    for (let j = 0; j < count; j++) {
      if (Number.isFinite(vector[j])) continue;
      this.badRow ??= { row, what: 'has a value that is missing or not a finite number' };
      return;
    }
    this.sink.write(row, vector.length === count ? vector : vector.subarray(0, count));
    this.has[row] = 1;
  }

  /** @param fileName for the sentence of the problem */
  finish(fileName: string): GatheredVectors<Sink> {
    let found = 0;
    for (let row = 0; row < this.rows; row++) found += this.has[row];
    const { row, what } = this.badRow ?? {};
    if (!this.sink || this.dimension === 0 || found === 0) {
      const reason = row === undefined ? 'no row has one' : `row ${row} ${what}, and no other has one`;
      return { problem: { sentence: `Column ${this.name} of ${fileName} is not used: ${reason}.`, row } };
    }
    if (found === this.rows) return { sink: this.sink };
    const rows = new Uint32Array(found);
    for (let place = 0, at = 0; place < this.rows; place++) if (this.has[place] === 1) rows[at++] = place;
    const missing = this.rows - found;
    const some = missing === 1 ? 'One row has' : `${missing} of ${this.rows} rows have`;
    const first = row === undefined ? '' : ` (row ${row} ${what})`;
    return {
      sink: this.sink,
      rows,
      problem: {
        sentence: `${some} no usable vector in column ${this.name} of ${fileName}${first}: left off the map.`,
        row,
      },
    };
  }
}

/** Rows of a row group and the levels that say what is there. */
interface VectorGroup {
  from: number;
  to: number;
  maxDefinition: number;
  listDefinition: number;
}
