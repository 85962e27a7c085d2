import { columnRule, type RuleColumn } from '../catalogue/columnRule.ts';
import type { RowMask } from '../catalogue/rowMask.ts';
import { binsOf, type ColumnBins, countCodes } from './columnBins.ts';
import {
  linkedCounts,
  markFailed,
  markNone,
  markOutside,
  mostFilters,
  passingRows,
} from './failedFilters.ts';
import type { Filter } from './filter.ts';

/** How a column is spread among all galaxies, and among those the other filters leave. */
export interface LinkedHistogram {
  bins: ColumnBins;
  /** (256) galaxies by code, of all */
  all: Uint32Array;
  /** (256) galaxies by code that pass the filters of all other columns */
  linked: Uint32Array;
}

/** Filters over a catalogue's columns and their counts, computed anew only where something changed. */
export interface CrossFilter {
  /**
   * Applies filters, at most one of each column and one rule. Those that did not change are not computed again.
   *
   * @param columns the filters are about, and those to be counted
   * @returns the galaxies that pass
   * @throws RuleError for a rule that cannot be read; RangeError for a column there is not, or more filters than 32
   */
  apply(filters: readonly Filter[], columns: readonly RuleColumn[]): RowMask;
  /** How these columns are spread under the filters applied last. */
  histograms(columns: readonly RuleColumn[]): LinkedHistogram[];
}

/** One filter that is applied. */
interface Applied {
  filter: Filter;
  /** What its columns held then. */
  held: readonly unknown[];
  bit: number;
}

/** A column that was counted before. */
interface Binned {
  /** Its values then. */
  held: unknown;
  bins: ColumnBins;
  all: Uint32Array;
}

/** Nothing is filtered at first. @param rowCount galaxies of the catalogue */
export function createCrossFilter(rowCount: number): CrossFilter {
  const failed = new Uint32Array(rowCount);
  const applied = new Map<string, Applied>();
  const binned = new Map<string, Binned>();

  function freeBit(): number {
    const taken = new Set([...applied.values()].map(({ bit }) => bit));
    for (let bit = 0; bit < mostFilters; bit++) if (!taken.has(bit)) return bit;
    throw new RangeError(`need at most ${mostFilters} filters at once: take one away`);
  }

  function put(filter: Filter, columns: readonly RuleColumn[]): void {
    const key = filterKey(filter);
    const former = applied.get(key);
    const mark = markOf(filter, columns); // throws before anything has changed
    if (former && isSame(former, filter, mark.held)) return;
    const bit = former?.bit ?? freeBit();
    mark.run(failed, bit);
    applied.set(key, { filter, held: mark.held, bit });
  }

  function binsFor(column: RuleColumn): Binned {
    const held = heldBy(column);
    const known = binned.get(column.name);
    if (known && known.held === held) return known;
    const bins = binsOf(column);
    const made = { held, bins, all: countCodes(bins.codes) };
    binned.set(column.name, made);
    return made;
  }

  return {
    apply(filters, columns) {
      const wanted = new Set(filters.map(filterKey));
      for (const [key, { bit }] of applied) {
        if (wanted.has(key)) continue;
        markNone(failed, bit);
        applied.delete(key);
      }
      for (const filter of filters) put(filter, columns);
      return passingRows(failed);
    },
    histograms(columns) {
      const made = columns.map(binsFor);
      const counted = made.map(({ bins }, i) => ({
        codes: bins.codes,
        bit: applied.get(columns[i].name)?.bit ?? -1,
      }));
      return linkedCounts(failed, counted).map((linked, i) => ({
        bins: made[i].bins,
        all: made[i].all,
        linked,
      }));
    },
  };
}

/** One filter has one key: the column's name, or a key no column has. */
export function filterKey(filter: Filter): string {
  return filter.kind === 'rule' ? '\u0000rule' : filter.column;
}

interface Mark {
  held: readonly unknown[];
  run(failed: Uint32Array, bit: number): void;
}

function markOf(filter: Filter, columns: readonly RuleColumn[]): Mark {
  if (filter.kind === 'rule') {
    const rule = columnRule(filter.text, columns);
    const used = columns.filter(({ name }) => rule.columns.includes(name));
    const run: Mark['run'] = (failed, bit) => markFailed(failed, bit, row => rule.matches(row) !== true);
    return { held: used.map(heldBy), run };
  }
  const column = columns.find(({ name }) => name === filter.column);
  if (!column || (column.kind === 'words') !== (filter.kind === 'words')) {
    const wanted = filter.kind === 'words' ? 'words' : 'numbers';
    throw new RangeError(
      `need a column of ${wanted} named ${filter.column}; got ${column ? 'another kind' : 'none'}`,
    );
  }
  if (filter.kind === 'range' && column.kind === 'number') {
    const { values } = column;
    return { held: [values], run: (failed, bit) => markOutside(failed, bit, values, filter) };
  }
  const wanted = new Uint8Array(256);
  const { words, codes } = column as Extract<RuleColumn, { kind: 'words' }>;
  for (const word of filter.kind === 'words' ? filter.words : []) {
    const code = words.indexOf(word);
    if (code >= 0) wanted[code] = 1;
  }
  return { held: [codes], run: (failed, bit) => markFailed(failed, bit, row => wanted[codes[row]] === 0) };
}

function heldBy(column: RuleColumn): unknown {
  return column.kind === 'number' ? column.values : column.codes;
}

function isSame(former: Applied, filter: Filter, held: readonly unknown[]): boolean {
  return (
    former.filter === filter &&
    former.held.length === held.length &&
    held.every((each, i) => each === former.held[i])
  );
}
