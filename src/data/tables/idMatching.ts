import { hasImageExtension, noPlace, PathMatcher, severalPlaces } from './pathMatching.ts';

/**
 * Finds the id that each cell states. Whole ids are compared, in composed Unicode; if no cell matches at all, without regard
 * to case. An extension is only ignored in cells that are file names with a known image extension.
 */
export class IdMatcher {
  private readonly exact: Map<string, number>;
  /** Made when they are first needed, because most tables have whole ids. */
  private folded?: Map<string, number>;
  private files?: PathMatcher;

  constructor(private readonly ids: readonly string[]) {
    this.exact = owners(ids.map(composed));
  }

  /** @returns (cells.length) index of the id; `noPlace`, or `severalPlaces` */
  match(cells: readonly string[]): Int32Array {
    const places = Int32Array.from(cells, cell => this.exact.get(composed(cell)) ?? noPlace);
    const fileRows = [...cells.keys()].filter(
      row => places[row] === noPlace && hasImageExtension(cells[row].trim()),
    );
    if (fileRows.length > 0) {
      this.files ??= new PathMatcher(this.ids);
      const files = this.files.match(fileRows.map(row => cells[row]));
      for (const [i, row] of fileRows.entries()) places[row] = files[i];
    }
    if (places.some(place => place !== noPlace)) return places;
    this.folded ??= owners(this.ids.map(id => composed(id).toLowerCase()));
    const { folded } = this;
    return Int32Array.from(cells, cell => folded.get(composed(cell).toLowerCase()) ?? noPlace);
  }

  /** Whether the ids are the row numbers of a catalogue without ids: "0", "1", … */
  get areRowNumbers(): boolean {
    return this.ids.every((id, row) => id === String(row));
  }
}

const composed = (text: string) => text.trim().normalize('NFC');

function owners(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    if (key !== '') found.set(key, found.has(key) ? severalPlaces : i);
  }
  return found;
}
