import type { Verdict, VerdictKind } from '../../contracts/people.ts';
import { highestScore } from '../searches/interestSearch.ts';

/** One person's verdicts at the rows of a catalogue. */
export interface PlacedVerdicts {
  /** Catalogue rows of the judged galaxies, in the order of the verdicts. */
  rows: Uint32Array;
  /** (rows) */
  verdicts: readonly Verdict[];
}

/**
 * Finds the catalogue rows of verdicts; those on galaxies that the catalogue lacks are left out.
 *
 * @param verdicts by galaxy id
 * @param rowOf catalogue row of an id, or undefined
 */
export function placeVerdicts(
  verdicts: ReadonlyMap<string, Verdict>,
  rowOf: (id: string) => number | undefined,
): PlacedVerdicts {
  const rows: number[] = [];
  const found: Verdict[] = [];
  for (const [id, verdict] of verdicts) {
    const row = rowOf(id);
    if (row === undefined) continue;
    rows.push(row);
    found.push(verdict);
  }
  return { rows: Uint32Array.from(rows), verdicts: found };
}

/** A person with their verdicts at catalogue rows. */
interface Judge {
  key: string;
  name: string;
  placed: PlacedVerdicts;
}

/** The verdicts of several people on the galaxies of the open catalogue, side by side. */
export interface VerdictTable {
  kind: VerdictKind;
  /** The people who judged at least one of its galaxies. */
  people: readonly { key: string; name: string }[];
  /** (m) catalogue rows that somebody judged, ascending */
  rows: Uint32Array;
  /** Names of the classes in the order of their first use; for ratings the half points from 0 to 5 */
  classes: readonly string[];
  /** (classes) position of each class on the scale: its score; for labels only its index */
  scale: Float64Array;
  /** (people, m) row-major: index of a class, −1 where not judged; a rating between half points counts as the nearest */
  codes: Int16Array;
  /** (people, m) row-major: the rating itself, NaN where there is none; null for labels */
  scores: Float64Array | null;
  /** Names that count as one class because only their case or spacing differs: "Ring, ring" */
  united: string[];
}

const halfPoints = Array.from({ length: 2 * highestScore + 1 }, (_, half) => half / 2);

/**
 * Puts verdicts side by side. Class names that differ only in case or spacing are one class, which has the name that comes
 * first.
 */
export function verdictTable(kind: VerdictKind, judges: readonly Judge[]): VerdictTable {
  const present = judges.filter(({ placed }) => placed.rows.length > 0);
  const { rows, places } = unionOf(present.map(({ placed }) => placed.rows));
  const m = rows.length;
  const words = new ClassWords();
  const codes = new Int16Array(present.length * m).fill(-1);
  const scores = kind === 'ratings' ? new Float64Array(present.length * m).fill(Number.NaN) : null;
  for (const [p, { placed }] of present.entries()) {
    for (const [i, verdict] of placed.verdicts.entries()) {
      const at = p * m + places[placed.rows[i]];
      if (scores) scores[at] = Number(verdict);
      codes[at] = scores ? Math.round(2 * Number(verdict)) : words.codeOf(String(verdict));
    }
  }
  return {
    kind,
    people: present.map(({ key, name }) => ({ key, name })),
    rows,
    classes: scores ? halfPoints.map(String) : words.names,
    scale: Float64Array.from(scores ? halfPoints : words.names.keys()),
    codes,
    scores,
    united: words.united(),
  };
}

/** The rows that are in one of several lists, ascending, and where each stands among them. */
function unionOf(lists: readonly Uint32Array[]): { rows: Uint32Array; places: Int32Array } {
  let end = 0;
  for (const list of lists) for (const row of list) if (row >= end) end = row + 1;
  const places = new Int32Array(end).fill(-1);
  for (const list of lists) for (const row of list) places[row] = 0;
  const rows = Uint32Array.from(places.keys()).filter(row => places[row] === 0);
  for (const [place, row] of rows.entries()) places[row] = place;
  return { rows, places };
}

/** Classes by the words that people use for them. */
class ClassWords {
  readonly names: string[] = [];
  private readonly codes = new Map<string, number>();
  private readonly spellings: Set<string>[] = [];

  codeOf(word: string): number {
    const folded = word.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
    let code = this.codes.get(folded);
    if (code === undefined) {
      code = this.names.length;
      this.codes.set(folded, code);
      this.names.push(word);
      this.spellings.push(new Set());
    }
    this.spellings[code].add(word);
    return code;
  }

  united(): string[] {
    return this.spellings.filter(each => each.size > 1).map(each => [...each].join(', '));
  }
}

/**
 * How many people gave each galaxy each class.
 *
 * @returns (m, classes) row-major
 */
export function verdictCounts({ people, rows, classes, codes }: VerdictTable): Uint16Array {
  const counts = new Uint16Array(rows.length * classes.length);
  for (let p = 0; p < people.length; p++) {
    for (let i = 0; i < rows.length; i++) {
      const code = codes[p * rows.length + i];
      if (code >= 0) counts[i * classes.length + code]++;
    }
  }
  return counts;
}
