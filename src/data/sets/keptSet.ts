import type { Filter } from '../../maths/filters/filter.ts';

/** Galaxies that a person keeps under a name. */
export interface KeptSet {
  /** Unique on every machine. */
  key: string;
  kind: 'set';
  /** Key of the catalogue: name and a fingerprint of its ids. */
  catalogue: string;
  name: string;
  /** How they came together: "ring > 0.3". */
  words: string;
  /** Ids, so that the set outlives another order of the rows. */
  ids: readonly string[];
  /** Milliseconds since 1970. */
  changedMs: number;
}

/** Filters that a person keeps under a name. */
export interface KeptFilters {
  key: string;
  kind: 'filters';
  catalogue: string;
  name: string;
  filters: readonly Filter[];
  changedMs: number;
}

/** What is kept with a catalogue. */
export type Keepsake = KeptSet | KeptFilters;

/** Whether a record of the database can be used. */
export function isWholeKeepsake(record: unknown): record is Keepsake {
  if (typeof record !== 'object' || record === null) return false;
  const { key, kind, catalogue, name, words, ids, filters, changedMs } = record as Record<string, unknown>;
  if (![key, catalogue, name].every(text => typeof text === 'string') || typeof changedMs !== 'number')
    return false;
  if (kind === 'set') {
    return typeof words === 'string' && Array.isArray(ids) && ids.every(id => typeof id === 'string');
  }
  return kind === 'filters' && Array.isArray(filters) && filters.every(isWholeFilter);
}

function isWholeFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, column, from, to, words, text } = value as Record<string, unknown>;
  if (kind === 'rule') return typeof text === 'string';
  if (typeof column !== 'string') return false;
  if (kind === 'range') return typeof from === 'number' && typeof to === 'number';
  return kind === 'words' && Array.isArray(words) && words.every(word => typeof word === 'string');
}
