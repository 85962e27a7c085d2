import type { Column } from '../../contracts/column.ts';

/** Columns that a written catalogue has of its own. */
const ownNames = ['id', 'x', 'y', 'pca', 'predicted', 'embedding', 'image'];

/** Columns under names that the written file does not need itself: `x` becomes "x of the input". */
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
