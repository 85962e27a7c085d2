import { type CategoryColumn, nullCode, type TextColumn } from '../../contracts/column.ts';
import { commonBytes } from '../bytes/commonBytes.ts';
import { TextPacker } from '../bytes/packedTexts.ts';
import { type ColumnHead, mostCategories, repeatsOfCategory } from '../tables/columnTyping.ts';

/**
 * Gathers a column of words as they come: as codes while they are few, packed once they are many. Neither keeps a string
 * a row.
 */
export class WordGatherer {
  private readonly codeOf = new Map<string, number>();
  private codes?: Uint8Array;
  private packer?: TextPacker;
  private row = 0;
  private filled = 0;

  /** Of all words added, one copy a row. */
  characters = 0;

  /**
   * @param rows of the column
   * @param mostCharacters of which more are counted, but not kept as texts
   */
  constructor(
    private readonly rows: number,
    private readonly mostCharacters: number,
  ) {
    this.codes = new Uint8Array(commonBytes(rows)).fill(nullCode);
  }

  /** @param rowStart not before the rows added so far; those between have none */
  add(rowStart: number, values: ArrayLike<unknown>): void {
    while (this.packer && this.row < rowStart) this.addOne(null);
    this.row = rowStart;
    for (let i = 0; i < values.length; i++) this.addOne((values[i] as string | null | undefined) ?? null);
  }

  private addOne(word: string | null): void {
    if (word !== null) {
      this.filled++;
      this.characters += word.length;
    }
    if (this.packer && this.characters > this.mostCharacters) this.packer = undefined;
    if (this.packer) this.packer.add(word);
    else if (this.codes && word !== null) this.encode(word);
    this.row++;
  }

  private encode(word: string): void {
    let code = this.codeOf.get(word);
    if (code === undefined) {
      code = this.codeOf.size;
      if (code === mostCategories) {
        this.pack(this.row);
        this.packer?.add(word);
        return;
      }
      this.codeOf.set(word, code);
    }
    this.codes![this.row] = code;
  }

  /** Goes on with texts: there are too many words for codes. */
  private pack(rows: number): void {
    const { codes } = this;
    this.codes = undefined;
    if (!codes || this.characters > this.mostCharacters) return;
    const words = [...this.codeOf.keys()];
    this.packer = new TextPacker(this.rows);
    for (let row = 0; row < rows; row++) {
      this.packer.add(codes[row] === nullCode ? null : words[codes[row]]);
    }
  }

  /** Category where words repeat, else text; undefined where that would be too many characters. */
  finish(head: ColumnHead): CategoryColumn | TextColumn | undefined {
    const { codeOf, codes } = this;
    if (codes && codeOf.size > 0 && codeOf.size * repeatsOfCategory <= this.filled) {
      return { ...head, kind: 'category', categories: [...codeOf.keys()], codes };
    }
    if (!this.packer) this.pack(this.rows);
    return this.packer && { ...head, kind: 'text', values: this.packer.finish() };
  }
}
