import { bothOf, complementOf, eitherOf, rowMaskOf, rowsOf } from '../../maths/catalogue/rowMask.ts';

/** Galaxies of the open catalogue, and how they came together. */
export interface GalaxySet {
  /** Ascending catalogue rows. */
  rows: Uint32Array;
  /** "ring > 0.3", "lasso + spiral"; empty where there are none. */
  words: string;
}

/** What a choice does to the galaxies that were selected before: takes their place, joins them, leaves them, or keeps those in both. */
export type SetMode = 'new' | 'add' | 'subtract' | 'intersect';

/** No galaxies. */
export const nobody: GalaxySet = { rows: new Uint32Array(0), words: '' };

const mostLetters = 80; // longer words no longer fit beside the count

/** What is selected after a choice. A choice that takes no other set's place joins its words with theirs. */
export function meeting(present: GalaxySet, chosen: GalaxySet, mode: SetMode): GalaxySet {
  if (mode === 'new' || (present.rows.length === 0 && mode === 'add')) {
    return chosen.rows.length === 0 ? nobody : { rows: chosen.rows, words: chosen.words };
  }
  const rowCount = 1 + Math.max(last(present.rows), last(chosen.rows));
  const [a, b] = [rowMaskOf(present.rows, rowCount), rowMaskOf(chosen.rows, rowCount)];
  const mask = mode === 'add' ? eitherOf(a, b) : bothOf(a, mode === 'subtract' ? complementOf(b) : b);
  const rows = rowsOf(mask);
  return rows.length === 0 ? nobody : { rows, words: joinedWords(present.words, chosen.words, mode) };
}

const signs: Record<Exclude<SetMode, 'new'>, string> = { add: ' + ', subtract: ' − ', intersect: ' ∩ ' };

function joinedWords(a: string, b: string, mode: Exclude<SetMode, 'new'>): string {
  if (a === b) return a; // clicks with Shift would go on for ever
  if (mode === 'add' && a.endsWith(`${signs.add}${b}`)) return a;
  const whole = `${a}${signs[mode]}${b}`;
  return whole.length > mostLetters ? `…${whole.slice(1 - mostLetters)}` : whole;
}

function last(rows: Uint32Array): number {
  return rows.length === 0 ? -1 : rows[rows.length - 1];
}

/** What the keys held during a choice ask for: Shift adds, Alt subtracts, both keep what is in both; without them, `usual`. */
export function modeOfKeys(
  { shiftKey, altKey }: { shiftKey: boolean; altKey: boolean },
  usual: SetMode,
): SetMode {
  if (shiftKey) return altKey ? 'intersect' : 'add';
  return altKey ? 'subtract' : usual;
}
