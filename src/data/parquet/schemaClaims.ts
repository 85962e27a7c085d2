import type { FileMetaData, SchemaElement } from 'hyparquet';
import { UnreadableError } from '../bytes/unreadable.ts';

/** A stored column: one that holds values, not other columns. */
export interface Leaf {
  path: readonly string[];
  element: SchemaElement;
  /** How many lists a value is nested in. */
  maxRepetition: number;
  /** How many lists and optional levels a value is nested in, itself included. */
  maxDefinition: number;
  /** The definition level from which the innermost list has an entry, be it missing; 0 outside of lists. */
  listDefinition: number;
}

/** Levels of a leaf as far as the columns above it make them. */
interface Levels {
  repetition: number;
  definition: number;
  list: number;
}

const deepest = 64; // levels of nested structs; no real file has nearly as many
const widths: Readonly<Record<string, number>> = {
  BOOLEAN: 1 / 8,
  INT32: 4,
  INT64: 8,
  INT96: 12,
  FLOAT: 4,
  DOUBLE: 8,
  BYTE_ARRAY: 4, // its length
};

/** Fewest bytes that a value takes in plain encoding. */
export function plainBytes({ element }: Leaf): number {
  return widths[element.type ?? ''] ?? element.type_length ?? 1;
}

/**
 * Checks that the columns a footer lists form a tree, and that every row group has each of them, in that order: hyparquet
 * relies on that.
 *
 * @returns the columns that hold values, in the order of the file
 * @throws UnreadableError with one sentence
 */
export function checkSchema(name: string, { schema, row_groups: groups }: FileMetaData): Leaf[] {
  const leaves: Leaf[] = [];
  let next = 0;
  const damaged = (what: string) =>
    new UnreadableError(`${name} is damaged: ${what}; copy or download it again.`);
  walk([], { repetition: 0, definition: 0, list: 0 });
  if (next !== schema.length)
    throw damaged(`its footer lists ${schema.length - next} columns that belong to nothing`);
  for (const { columns } of groups) {
    if (columns.length !== leaves.length) {
      throw damaged(`a row group has ${columns.length} columns where its footer lists ${leaves.length}`);
    }
    columns.forEach((column, i) => {
      const { path_in_schema: path, type } = column.meta_data ?? {};
      const { path: expected, element } = leaves[i];
      const same = path?.length === expected.length && expected.every((part, at) => path[at] === part);
      if (same && type === element.type) return;
      throw damaged(`a row group has ${path?.join('.') ?? 'nothing'} in place of ${expected.join('.')}`);
    });
  }
  return leaves;

  function walk(path: readonly string[], { repetition, definition, list }: Levels): void {
    const element = schema.at(next++);
    if (!element || path.length > deepest) throw damaged('its footer lists columns that do not end');
    const { type, num_children: members = 0, type_length: length = 1, repetition_type: kind } = element;
    const repeated = path.length > 0 && kind === 'REPEATED';
    const within = repeated ? repetition + 1 : repetition;
    const defined = path.length > 0 && kind !== 'REQUIRED' ? definition + 1 : definition;
    const listed = repeated ? defined : list;
    if (type !== undefined && !members) {
      if (path.length === 0 || length <= 0) throw damaged('its footer lists a column of no possible type');
      leaves.push({
        path,
        element,
        maxRepetition: within,
        maxDefinition: defined,
        listDefinition: listed,
      });
      return;
    }
    if (members < 0 || (path.length > 0 && (members === 0 || type !== undefined))) {
      throw damaged(`its footer gives ${path.join('.') || 'its columns'} neither values nor members`);
    }
    const names = new Set<string>();
    for (let i = 0; i < members; i++) {
      const member = schema.at(next)?.name;
      if (typeof member !== 'string') throw damaged('its footer lists a column without a name');
      if (names.has(member)) {
        throw new UnreadableError(
          `${name} has two columns called ${[...path, member].join('.')}: rename one of them and write the file again.`,
        );
      }
      names.add(member);
      walk([...path, member], { repetition: within, definition: defined, list: listed });
    }
  }
}
