import { type CategoryColumn, type Column, nullCode } from '../../../contracts/column.ts';

/** Planted oddities of one kind, and how many of them have been rated. */
interface OddityCount {
  kind: string;
  found: number;
  planted: number;
}

/** The column that says which oddities a simulated sky was planted with. */
export function oddityColumn(columns: readonly Column[]): CategoryColumn | null {
  const column = columns.find(({ name }) => name === 'oddity');
  return column?.kind === 'category' ? column : null;
}

/** @param rated rows */
export function oddityCounts({ categories, codes }: CategoryColumn, rated: Iterable<number>): OddityCount[] {
  const kinds = categories.map(kind => ({ kind, found: 0, planted: 0 }));
  for (const code of codes) if (code !== nullCode) kinds[code].planted++;
  for (const row of rated) if (codes[row] !== nullCode) kinds[codes[row]].found++;
  return kinds.filter(({ planted }) => planted > 0).sort((a, b) => a.kind.localeCompare(b.kind));
}

/** "collisionalRing" as "collisional ring", "einsteinRing" as "Einstein ring" */
export function kindText(kind: string): string {
  const words = kind.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.replace(/^einstein/, 'Einstein');
}
