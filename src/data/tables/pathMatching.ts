/** Where a cell is no name at all, and where it means several. */
export const noPlace = -1;
export const severalPlaces = -2;

/** Extensions of images that tables name: those read here, and those they were made from. */
const extension = /\.(jpe?g|jpe|jfif|png|webp|fits?|fts|tiff?|gif|bmp)(\.(gz|fz|bz2))?$/i;

export function hasImageExtension(name: string): boolean {
  return extension.test(name);
}

/** Unicode's composed form: macOS writes names decomposed, tables composed. Backslashes and "./" are made alike. */
const normal = (text: string) => {
  const path = text
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '');
  return isAscii.test(path) ? path : path.normalize('NFC');
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const isAscii = /^[\u0000-\u007f]*$/;
const bare = (text: string) => normal(text).replace(extension, '');

/** Forms under which a path is compared, the strictest first. */
const forms: ((text: string) => string)[] = [
  normal,
  text => normal(text).toLowerCase(),
  bare,
  text => bare(text).toLowerCase(),
];

/**
 * Finds for each cell the path it means: the one that has the longest ending in common with it, from a folder on, if
 * that ending is one path's and one cell's alone; with its known image extension, or else without; in the same case, or
 * else in any.
 */
export class PathMatcher {
  private readonly endings: (Map<string, number> | undefined)[] = [];

  constructor(private readonly paths: readonly string[]) {}

  /** @returns (cells.length) index of the path; `noPlace`, or `severalPlaces` */
  match(cells: readonly string[]): Int32Array {
    const places = new Int32Array(cells.length).fill(noPlace);
    for (const [f, form] of forms.entries()) {
      if (!places.includes(noPlace)) break;
      this.matchForm(cells, form, this.endingsOf(f), places);
    }
    return places;
  }

  private matchForm(
    cells: readonly string[],
    form: (text: string) => string,
    endings: ReadonlyMap<string, number>,
    places: Int32Array,
  ): void {
    const owners = new Map<number, { ending: string; key: string; rows: number[] }[]>(); // by place
    for (const [row, cell] of cells.entries()) {
      if (places[row] !== noPlace) continue;
      const key = form(cell);
      const ending = key === '' ? undefined : longestEnding(key, endings);
      if (ending === undefined) continue;
      const place = endings.get(ending)!;
      places[row] = place;
      if (place < 0) continue;
      const held = owners.get(place) ?? [];
      owners.set(place, held);
      const same = held.find(each => each.key === key);
      if (same) same.rows.push(row);
      else held.push({ ending, key, rows: [row] });
    }
    for (const held of owners.values()) {
      for (const { ending, key, rows } of held) {
        const alike = held.filter(each => each.ending === ending);
        if (alike.length > 1 && ending !== key) for (const row of rows) places[row] = severalPlaces;
      }
    }
  }

  private endingsOf(form: number): Map<string, number> {
    this.endings[form] ??= endingOwners(this.paths.map(forms[form]));
    return this.endings[form];
  }
}

/** By every ending of the keys, from a folder on: the index of the one key that has it, or `severalPlaces`. */
function endingOwners(keys: readonly string[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    for (const ending of endingsOf(key)) {
      const held = owners.get(ending);
      owners.set(ending, held === undefined || keys[held] === key ? (held ?? i) : severalPlaces);
    }
  }
  return owners;
}

function longestEnding(key: string, endings: ReadonlyMap<string, number>): string | undefined {
  for (const ending of endingsOf(key)) if (endings.has(ending)) return ending;
  return undefined;
}

/** "a/b/c", "b/c", "c". */
function* endingsOf(key: string): Generator<string> {
  for (let at = 0; ; ) {
    yield key.slice(at);
    const slash = key.indexOf('/', at);
    if (slash < 0) return;
    at = slash + 1;
  }
}
