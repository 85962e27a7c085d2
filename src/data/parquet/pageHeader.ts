import { type Leaf, plainBytes } from './schemaClaims.ts';
import { readThriftStruct, type ThriftReader, type ThriftStruct } from './thriftStruct.ts';

/** What is known of the pages of a column before they are read. */
export interface PageLimits {
  leaf: Leaf;
  /** Most values a page can hold: the group's rows where each row has one, else the footer's count for the column. */
  mostValues: number;
  /** Most bytes a page can unpack to. */
  mostBytes: number;
}

/** Where a page is and how its values are stored. */
export interface Page {
  kind: 'dictionary' | 'first' | 'second';
  /** Its bytes are [start, end), after its header. */
  start: number;
  end: number;
  values: number;
  /** Values that are not missing; all of them where only the levels tell how many. */
  present: number;
  encoding: number;
  /** Bytes of the levels at the page's beginning, which are never compressed; 0 in pages of the first version. */
  repetitionBytes: number;
  definitionBytes: number;
  compressed: boolean;
}

const kinds = new Map<number, Page['kind']>([
  [0, 'first'],
  [2, 'dictionary'],
  [3, 'second'],
]);

/**
 * Reads the header of a page and compares its claims with the bytes there are and with the limits of the column.
 *
 * @param reader at the header; afterwards it is after the page
 * @throws RangeError where a claim cannot be true
 */
export function readPageHeader(reader: ThriftReader, limits: PageLimits): Page {
  const header = readThriftStruct(reader);
  const kind = kinds.get(Number(header.get(1)));
  if (!kind) throw new RangeError(`need a page of values or of a dictionary; got kind ${header.get(1)}`);
  const packed = within(header.get(3), reader.view.byteLength - reader.offset, 'bytes a page');
  const unpacked = within(header.get(2), limits.mostBytes, 'unpacked bytes a page');
  const about = header.get(kind === 'first' ? 5 : kind === 'dictionary' ? 7 : 8);
  if (!(about instanceof Map)) throw new RangeError('need a page that says how many values it has; got none');
  const page = { kind, start: reader.offset, end: reader.offset + packed };
  reader.offset = page.end;
  if (kind === 'second') return { ...page, ...secondVersion(about, limits, Math.min(packed, unpacked)) };
  const most = kind === 'first' ? limits.mostValues : unpacked / plainBytes(limits.leaf);
  const values = within(about.get(1), most, 'values a page');
  const encoding = Number(about.get(2));
  return {
    ...page,
    values,
    present: values,
    encoding,
    repetitionBytes: 0,
    definitionBytes: 0,
    compressed: true,
  };
}

function secondVersion(about: ThriftStruct, { mostValues }: PageLimits, bytes: number) {
  const values = within(about.get(1), mostValues, 'values a page');
  const missing = within(about.get(2), values, 'missing values a page');
  within(about.get(3), values, 'rows a page');
  const definitionBytes = within(about.get(5), bytes, 'bytes of levels');
  const repetitionBytes = within(about.get(6), bytes - definitionBytes, 'bytes of levels');
  return {
    values,
    present: values - missing,
    encoding: Number(about.get(4)),
    repetitionBytes,
    definitionBytes,
    compressed: about.get(7) !== false,
  };
}

function within(value: ReturnType<ThriftStruct['get']>, most: number, what: string): number {
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw new RangeError(`need at most ${Math.floor(most)} ${what}; got ${String(value)}`);
}
