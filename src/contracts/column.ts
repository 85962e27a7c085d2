/**
 * A column: one named value per galaxy. Catalogues contain columns, and rooms publish their results as columns, so that
 * the map, the table and the filters handle a single kind of data.
 */
export type Column = NumberColumn | CategoryColumn | TextColumn;

interface ColumnBase {
  /** Unique within a catalogue; the file's own name where it comes from a file. */
  name: string;
  /** What a person reads instead of the name, where that is a code: "Spiral arms" for `Class4.1`. */
  label?: string;
  /** One sentence for a tooltip. */
  description?: string;
  /** Origin: the file, or the room that published it ("similar"). */
  source: string;
  /** Physical unit as printed beside the value: "arcsec", "mag"; absent for pure numbers and words. */
  unit?: string;
  /** Heading it stands under in menus. Default its source. */
  group?: string;
}

/** Numbers; NaN is null. Booleans and vote fractions are numbers too. */
export interface NumberColumn extends ColumnBase {
  kind: 'number';
  /** (n) */
  values: Float64Array | Float32Array;
  /** True where low values are what is looked for, as of distances: they take the bright end of the scale. */
  reversed?: boolean;
  /** Where a diverging colour scale has its white; a sequential scale is used without it. */
  centre?: number;
}

/** Few distinct words (at most 254 are kept apart). */
export interface CategoryColumn extends ColumnBase {
  kind: 'category';
  /** Distinct words in order of first appearance, or of their meaning where it is known. */
  categories: string[];
  /** (n) index into `categories`; 255 is null. */
  codes: Uint8Array;
}

/** Texts by row; an array of texts is one. */
export interface TextRows extends Iterable<string | null> {
  readonly length: number;
  /** Null where a row has none; undefined beyond the last row. */
  at(row: number): string | null | undefined;
}

/** Free text, ids of other catalogues, 19-digit integers: anything that is read but not painted. */
export interface TextColumn extends ColumnBase {
  kind: 'text';
  /** (n) */
  values: TextRows;
}

/** The code of a null in a `CategoryColumn`. */
export const nullCode = 255;
