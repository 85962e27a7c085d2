/** Cells of a column by row; an array of texts is one. */
export interface CellRows extends Iterable<string> {
  readonly length: number;
  /** Undefined beyond the last row. */
  at(row: number): string | undefined;
}

/** Gathers a column's cells as places in a text, so that no string is kept a row. */
export class CellGatherer {
  private starts = new Uint32Array(1024);
  private ends = new Uint32Array(1024);
  /** Cells that are not written in the text as they read: with doubled quotes, or neutralised formulas. */
  private readonly rewritten = new Map<number, string>();
  private count = 0;

  /** @param text of which cells are parts */
  constructor(private readonly text: string) {}

  /** @param cell what it reads, where that is not what is written from `start` to `end` */
  add(start: number, end: number, cell?: string): void {
    if (this.count === this.starts.length) this.grow();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    if (cell !== undefined) this.rewritten.set(this.count, cell);
    this.count++;
  }

  /** Takes away the last cell. */
  drop(): string {
    const cell = this.cells().at(this.count - 1)!;
    this.rewritten.delete(--this.count);
    return cell;
  }

  /** The cells from a row on. */
  cells(from = 0): CellRows {
    return new PlacedCells(this.text, {
      starts: this.starts.subarray(from, this.count),
      ends: this.ends.subarray(from, this.count),
      rewritten: this.rewritten,
      from,
    });
  }

  private grow(): void {
    const longer = (places: Uint32Array) => {
      const more = new Uint32Array(2 * places.length);
      more.set(places);
      return more;
    };
    this.starts = longer(this.starts);
    this.ends = longer(this.ends);
  }
}

interface Places {
  /** (n) cell r is characters starts[r] … ends[r] of the text */
  starts: Uint32Array;
  ends: Uint32Array;
  /** Cells that read otherwise, by `from` + row. */
  rewritten: ReadonlyMap<number, string>;
  from: number;
}

class PlacedCells implements CellRows {
  constructor(
    private readonly text: string,
    private readonly places: Places,
  ) {}

  get length(): number {
    return this.places.starts.length;
  }

  at(row: number): string | undefined {
    const { starts, ends, rewritten, from } = this.places;
    if (!(row >= 0 && row < starts.length)) return undefined;
    if (rewritten.size > 0) {
      const cell = rewritten.get(from + row);
      if (cell !== undefined) return cell;
    }
    return this.text.slice(starts[row], ends[row]);
  }

  *[Symbol.iterator](): Generator<string> {
    for (let row = 0; row < this.length; row++) yield this.at(row)!;
  }
}
