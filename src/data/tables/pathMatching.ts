/** The place of a cell that matches no name. */
export const noPlace = -1;
/** The place of a cell that could mean several files; none is used. */
export const severalPlaces = -2;

/** Extensions of images in tables: the formats read here, and those that images were made from. */
const extension = /\.(jpe?g|jpe|jfif|png|webp|fits?|fts|tiff?|gif|bmp)(\.(gz|fz|bz2))?$/i;

/** Whether a name has an image's extension, in any case, even a compressed one: "M51.FITS.gz". */
export function hasImageExtension(name: string): boolean {
  return extension.test(name);
}

/** A path in Unicode's composed form (macOS writes names decomposed, tables composed), with slashes and without "./". */
function normal(text: string): string {
  let path = text.trim();
  if (path.includes('\\')) path = path.replaceAll('\\', '/');
  if (path.startsWith('.') || path.startsWith('/')) path = path.replace(/^(\.?\/)+/, '');
  return isAscii.test(path) ? path : path.normalize('NFC');
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const isAscii = /^[\u0000-\u007f]*$/;

function withoutExtension(path: string): string {
  return path.includes('.') ? path.replace(extension, '') : path;
}

/** Forms under which normal paths are compared, the strictest first. */
const forms: ((path: string) => string)[] = [
  path => path,
  path => path.toLowerCase(),
  withoutExtension,
  path => withoutExtension(path).toLowerCase(),
];

/**
 * Finds the path that each cell means: the one that shares the longest ending of whole path parts with it, if only one path
 * and one cell have that ending; first with the image extension, then without; first in the same case, then in any.
 */
export class PathMatcher {
  private readonly owners: (EndingOwners | undefined)[] = []; // by form

  private readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    this.paths = paths.map(normal);
  }

  /** @returns (cells.length) index of the path; `noPlace`, or `severalPlaces` */
  match(cells: readonly string[]): Int32Array {
    const names = cells.map(normal);
    const places = new Int32Array(cells.length).fill(noPlace);
    let last: readonly string[] = [];
    for (const [f, form] of forms.entries()) {
      if (!places.includes(noPlace)) break;
      const keys = names.map(form);
      const owners = this.ownersUnder(f);
      const changesNothing = f > 0 && owners === this.owners[f - 1] && areSame(keys, last);
      if (!changesNothing) matchForm(keys, owners, places);
      last = keys;
    }
    return places;
  }

  /** Reuses those of the form before if it changes no path: most paths are in lower case. */
  private ownersUnder(f: number): EndingOwners {
    if (!this.owners[f]) {
      const keys = this.paths.map(forms[f]);
      const before = this.owners[f - 1];
      this.owners[f] = before && areSame(keys, before.keys) ? before : new EndingOwners(keys, this.paths);
    }
    return this.owners[f]!;
  }
}

function areSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

/** Finds places for names that have none yet, by their keys under one form. */
function matchForm(keys: readonly string[], owners: EndingOwners, places: Int32Array): void {
  const firstRow = new Int32Array(owners.keys.length).fill(-1); // by place: the row that means it
  const contested = new Map<number, number[]>(); // by place: all rows that mean it, if there are several
  for (let row = 0; row < keys.length; row++) {
    if (places[row] !== noPlace) continue;
    const key = keys[row];
    const place = key === '' ? noPlace : owners.placeOf(key);
    places[row] = place;
    if (place < 0) continue;
    if (firstRow[place] < 0) firstRow[place] = row;
    else {
      const rows = contested.get(place) ?? [firstRow[place]];
      rows.push(row);
      contested.set(place, rows);
    }
  }
  for (const rows of contested.values()) {
    const endings = rows.map(row => owners.endingOf(keys[row]));
    const keysOf = new Map<string, Set<string>>(); // by ending
    for (const [i, ending] of endings.entries()) {
      keysOf.set(ending, (keysOf.get(ending) ?? new Set()).add(keys[rows[i]]));
    }
    for (const [i, row] of rows.entries()) {
      if (keysOf.get(endings[i])!.size > 1 && endings[i] !== keys[row]) places[row] = severalPlaces;
    }
  }
}

/** Finds which path has an ending of whole path parts. */
class EndingOwners {
  /** By last name: the index of the one path that has it, or `severalPlaces`. */
  private readonly lastNames: Map<string, number>;
  private endings?: Map<string, number>; // made when last names are not enough

  /** @param keys the paths under a form */
  constructor(
    readonly keys: readonly string[],
    private readonly paths: readonly string[],
  ) {
    this.lastNames = endingOwners(keys, paths, key => [lastName(key)]);
  }

  /** The path that shares the longest ending with a key; `noPlace`, or `severalPlaces`. */
  placeOf(key: string): number {
    const place = this.lastNames.get(lastName(key)) ?? noPlace;
    if (place !== severalPlaces) return place;
    return this.allEndings().get(this.endingOf(key))!;
  }

  /** The longest ending of a key that some path has; '' where none has. */
  endingOf(key: string): string {
    for (const ending of endingsOf(key)) if (this.allEndings().has(ending)) return ending;
    return '';
  }

  private allEndings(): Map<string, number> {
    this.endings ??= endingOwners(this.keys, this.paths, endingsOf);
    return this.endings;
  }
}

/**
 * By ending: the index of the one path that has it, or `severalPlaces`: a.png and a.jpg are two paths, even though both are
 * "a" without extension. The first of two equal paths owns it.
 */
function endingOwners(
  keys: readonly string[],
  paths: readonly string[],
  endings: (key: string) => Iterable<string>,
): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [i, key] of keys.entries()) {
    for (const ending of endings(key)) {
      const held = owners.get(ending);
      if (held === undefined) owners.set(ending, i);
      else if (held !== severalPlaces && paths[held] !== paths[i]) owners.set(ending, severalPlaces);
    }
  }
  return owners;
}

function lastName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
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
