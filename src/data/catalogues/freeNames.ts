import type { Column } from '../../contracts/column.ts';

/** Names of the columns that every written catalogue may have itself. */
const ownNames = ['id', 'x', 'y', 'pca', 'predicted', 'embedding', 'image'];

/** Renames columns whose names the written file needs itself: `x` becomes "x of the input". */
export function freeNames(columns: readonly Column[]): Column[] {
  const taken = new Set([...ownNames, ...columns.map(column => column.name)]);
  return columns.map(column => {
    if (!ownNames.includes(column.name)) return column;
    let name = `${column.name} of the input`;
    for (let copy = 2; taken.has(name); copy++) name = `${column.name} of the input (${copy})`;
    taken.add(name);
    return { ...column, name };
  });
}
