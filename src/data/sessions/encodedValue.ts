const arrayTypes = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};

type ArrayName = keyof typeof arrayTypes;

/** What JSON cannot say, said by JSON: an object with one of these under `$`. */
type Marked =
  | { $: 'array'; type: ArrayName; part: string }
  | { $: 'blob'; type: string; part: string }
  | { $: 'map'; entries: unknown[] }
  | { $: 'number'; value: string };

/**
 * A value that a database holds as a value that JSON can hold: arrays of numbers and blobs become parts beside it; maps and
 * numbers that are not finite are spelt out.
 *
 * @param addPart keeps bytes beside the value and names them
 */
export function encodedValue(value: unknown, addPart: (bytes: Blob) => string): unknown {
  const inner = (each: unknown) => encodedValue(each, addPart);
  if (typeof value === 'number' && !Number.isFinite(value))
    return { $: 'number', value: String(value) } satisfies Marked;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Blob) return { $: 'blob', type: value.type, part: addPart(value) } satisfies Marked;
  if (ArrayBuffer.isView(value)) {
    const type = value.constructor.name as ArrayName;
    const own = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    return { $: 'array', type, part: addPart(new Blob([own])) } satisfies Marked;
  }
  if (value instanceof Map) return { $: 'map', entries: [...value].map(inner) } satisfies Marked;
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inner(each)]));
}

/**
 * The value again.
 *
 * @param partOf the bytes of a part; its error is passed on
 */
export async function decodedValue(
  value: unknown,
  partOf: (name: string) => Promise<Blob>,
): Promise<unknown> {
  const inner = (each: unknown) => decodedValue(each, partOf);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return Promise.all(value.map(inner));
  if ('$' in value) return unmarked(value as Marked, partOf);
  const entries = Object.entries(value).map(async ([name, each]) => [name, await inner(each)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function unmarked(marked: Marked, partOf: (name: string) => Promise<Blob>): Promise<unknown> {
  switch (marked.$) {
    case 'number':
      return Number(marked.value);
    case 'map':
      return new Map(
        (await Promise.all(marked.entries.map(each => decodedValue(each, partOf)))) as [unknown, unknown][],
      );
    case 'blob':
      return new Blob([await partOf(marked.part)], { type: marked.type });
    case 'array': {
      const type = arrayTypes[marked.type];
      if (!type) throw new TypeError(`need an array of numbers; got “${marked.type}”`);
      return new type(await (await partOf(marked.part)).arrayBuffer());
    }
  }
}
