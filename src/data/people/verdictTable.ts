import type { Verdict, VerdictKind } from '../../contracts/people.ts';
import { highestScore } from '../searches/interestSearch.ts';

/** Somebody who judged galaxies. */
interface Judge {
  key: string;
  name: string;
  /** By galaxy id. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** What several people said of the galaxies of the open catalogue, side by side. */
export interface VerdictTable {
  kind: VerdictKind;
  /** Those who judged one of its galaxies at least. */
  people: readonly { key: string; name: string }[];
  /** (m) catalogue rows that somebody judged, ascending */
  rows: Uint32Array;
  /** Names of the classes in the order in which they were met; of ratings the half points from 0 to 5 */
  classes: readonly string[];
  /** (classes) where each class stands: its score; of labels only its place */
  scale: Float64Array;
  /** (people, m) row-major: index of a class, −1 where not judged; a rating between half points counts as the nearest */
  codes: Int16Array;
  /** (people, m) row-major: the rating itself, NaN where there is none; null for labels */
  scores: Float64Array | null;
  /** Names that count as one class for only their case or spacing differs: "Ring, ring" */
  united: string[];
}

const halfPoints = Array.from({ length: 2 * highestScore + 1 }, (_, half) => half / 2);

/**
 * Puts verdicts beside each other. Class names that differ in case or spacing only are one class, called as the first
 * person calls it.
 *
 * @param rowOf catalogue row of an id, or undefined
 */
export function verdictTable(
  kind: VerdictKind,
  judges: readonly Judge[],
  rowOf: (id: string) => number | undefined,
): VerdictTable {
  const placed = judges
    .map(({ key, name, verdicts }) => ({
      key,
      name,
      byRow: [...verdicts].flatMap(([id, verdict]) => {
        const row = rowOf(id);
        return row === undefined ? [] : [{ row, verdict }];
      }),
    }))
    .filter(({ byRow }) => byRow.length > 0);
  const rows = Uint32Array.from(new Set(placed.flatMap(({ byRow }) => byRow.map(({ row }) => row)))).sort();
  const places = new Map(Array.from(rows, (row, i) => [row, i]));
  const m = rows.length;
  const words = new ClassWords();
  const codes = new Int16Array(placed.length * m).fill(-1);
  const scores = kind === 'ratings' ? new Float64Array(placed.length * m).fill(Number.NaN) : null;
  for (const [p, { byRow }] of placed.entries()) {
    for (const { row, verdict } of byRow) {
      const at = p * m + places.get(row)!;
      if (scores) scores[at] = Number(verdict);
      codes[at] = scores ? Math.round(2 * Number(verdict)) : words.codeOf(String(verdict));
    }
  }
  return {
    kind,
    people: placed.map(({ key, name }) => ({ key, name })),
    rows,
    classes: scores ? halfPoints.map(String) : words.names,
    scale: Float64Array.from(scores ? halfPoints : words.names.keys()),
    codes,
    scores,
    united: words.united(),
  };
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
