import { type CategoryColumn, type Column, type NumberColumn, nullCode } from '../../contracts/column.ts';
import { wordColumn } from '../tables/columnTyping.ts';

/** The columns of one file of a catalogue that is made of several. */
interface ColumnPart {
  /** File name without extension, different from the others'. */
  name: string;
  rowCount: number;
  columns: readonly Column[];
}

/**
 * Joins the columns of parts below each other by name; rows of a part without a column are null. Where one part has
 * numbers and another words under the same name, they are different things and each gets its file's name appended.
 */
export function joinColumns(parts: readonly ColumnPart[]): Column[] {
  const names = [...new Set(parts.flatMap(part => part.columns.map(column => column.name)))];
  const joined = names.flatMap(name => {
    const held = parts.map(part => part.columns.find(column => column.name === name));
    const kinds = new Set(held.flatMap(column => (column ? [column.kind === 'number'] : [])));
    if (kinds.size === 1) return [joinOne(name, parts, held)];
    return parts.flatMap((part, p) =>
      held[p]
        ? [
            joinOne(
              `${name} (${part.name})`,
              parts,
              held.map((c, i) => (i === p ? c : undefined)),
            ),
          ]
        : [],
    );
  });
  return [...joined, fileColumn(parts, new Set(joined.map(column => column.name)))];
}

function joinOne(name: string, parts: readonly ColumnPart[], held: readonly (Column | undefined)[]): Column {
  const first = held.find(column => column !== undefined)!;
  const head = { name, description: first.description, source: first.source };
  if (first.kind === 'number') {
    const { unit, centre } = first;
    return {
      ...head,
      kind: 'number',
      values: joinNumbers(parts, held as (NumberColumn | undefined)[]),
      unit,
      centre,
    };
  }
  const words = parts.flatMap((part, p) => wordsOf(held[p], part.rowCount));
  return wordColumn(
    head,
    words,
    held.some(column => column?.kind === 'text'),
  );
}

function joinNumbers(
  parts: readonly ColumnPart[],
  held: readonly (NumberColumn | undefined)[],
): Float32Array | Float64Array {
  const n = parts.reduce((sum, part) => sum + part.rowCount, 0);
  const single = held.every(column => column === undefined || column.values instanceof Float32Array);
  const values = (single ? new Float32Array(n) : new Float64Array(n)).fill(Number.NaN);
  let start = 0;
  for (const [p, part] of parts.entries()) {
    if (held[p]) values.set(held[p].values, start);
    start += part.rowCount;
  }
  return values;
}

function wordsOf(column: Column | undefined, rowCount: number): (string | null)[] {
  if (column === undefined || column.kind === 'number') return new Array<string | null>(rowCount).fill(null);
  if (column.kind === 'text') return [...column.values];
  return Array.from(column.codes, code => (code === nullCode ? null : column.categories[code]));
}

/** Which file each row came from. */
function fileColumn(parts: readonly ColumnPart[], taken: ReadonlySet<string>): CategoryColumn {
  let name = 'file';
  while (taken.has(name)) name = `${name} of origin`;
  const codes = Uint8Array.from(parts.flatMap((part, p) => new Array<number>(part.rowCount).fill(p)));
  return {
    name,
    description: 'The file each galaxy came from.',
    source: 'the catalogue',
    kind: 'category',
    categories: parts.map(part => part.name),
    codes,
  };
}
