import type { FileMetaData, SchemaElement } from 'hyparquet';
import type { Column } from '../../contracts/column.ts';
import type { RawChunk } from '../tables/columnTyping.ts';

/** A time of day or a time span that a column holds in a unit of its own. */
export interface StoredTime {
  /** Length of the stored unit, in seconds. */
  seconds: number;
  description?: string;
}

const exactDigits = 15; // a double always keeps so many
const timeSeconds: Readonly<Record<string, number>> = {
  TIME_MILLIS: 1e-3,
  TIME_MICROS: 1e-6,
  MILLIS: 1e-3,
  MICROS: 1e-6,
  NANOS: 1e-9,
};

/**
 * The unit of a column of times of day or of time spans; undefined for all other columns.
 *
 * @param durations length of the stored unit in seconds, by name, of the columns that are time spans
 */
export function storedTime(
  element: SchemaElement,
  durations: ReadonlyMap<string, number>,
): StoredTime | undefined {
  const { logical_type: logical, converted_type: converted = '' } = element;
  const unit = logical?.type === 'TIME' ? logical.unit : converted;
  if (unit !== undefined && (logical?.type === 'TIME' || converted.startsWith('TIME_'))) {
    return { seconds: timeSeconds[unit], description: 'Time of day' };
  }
  const seconds = durations.get(element.name);
  return seconds !== undefined && element.type === 'INT64' ? { seconds } : undefined;
}

/** Values in seconds. Divides, so that 90,000,000 µs are exactly 90 s. */
export function inSeconds({ rowStart, values }: RawChunk, { seconds }: StoredTime): RawChunk {
  const perSecond = Math.round(1 / seconds);
  return {
    rowStart,
    values: Array.from(values, value =>
      value === null || value === undefined ? null : Number(value) / perSecond,
    ),
  };
}

/**
 * Makes hyparquet read decimals of scale 0 that a double cannot hold as whole numbers: databases write ids like this.
 *
 * @param metadata is changed, because hyparquet turns columns marked as decimals into doubles
 * @returns the names of these columns
 */
export function takeWholeDecimals({ schema }: FileMetaData): Set<string> {
  const found = new Set<string>();
  for (const element of schema) {
    const { converted_type: converted, scale = 0, precision = 0, type } = element;
    if (converted !== 'DECIMAL' || scale !== 0 || precision <= exactDigits) continue;
    if (type !== 'INT64' && type !== 'FIXED_LEN_BYTE_ARRAY') continue;
    element.converted_type = undefined;
    found.add(element.name);
  }
  return found;
}

/** Whole numbers of any length, stored as bytes with the highest first (two's complement). */
export function wholeNumbers({ rowStart, values }: RawChunk): RawChunk {
  return {
    rowStart,
    values: Array.from(values, value => (value instanceof Uint8Array ? wholeOf(value) : value)),
  };
}

function wholeOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, value);
}

/** A number in a column of decimals that has more digits than can be kept; undefined where there is none. */
export function lostDecimals(element: SchemaElement, column: Column): number | undefined {
  const { converted_type: converted, scale = 0, precision = 0 } = element;
  if (converted !== 'DECIMAL' || precision <= exactDigits || column.kind !== 'number') return undefined;
  return column.values.find(value => Math.abs(value) * 10 ** scale > Number.MAX_SAFE_INTEGER);
}
