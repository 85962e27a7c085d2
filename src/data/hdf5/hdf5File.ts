import type { Dataset, default as h5wasm, File as OpenHdf5 } from 'h5wasm';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { type RawReader, rawValues } from './rawValues.ts';

/** A dataset of an HDF5 file as its header describes it. */
export interface Hdf5Dataset {
  /** From the root, without a slash at its beginning: "images". */
  path: string;
  /** Empty for a single value. */
  shape: readonly number[];
  /** As numpy has it, without the byte order: "u1", "f4"; "S" for texts, "rows" of tables, arrays and lists, "other". */
  type: string;
  /** Numbers of the filters it is packed with. */
  filters: readonly number[];
  /** Sides of the boxes in which it is stored and packed; undefined where it lies in one piece. */
  chunk?: readonly number[];
  /** Why its values cannot be read: a predicate, to follow its name; undefined where they can. */
  refusal?: string;
}

/** Rows of tables, arrays or lists: each is a list of numbers, texts, arrays or further lists. */
type NestedRows = unknown[][];

/** Values of a dataset: numbers in their own type, texts, or rows. */
export type Hdf5Values =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float32Array
  | Float64Array
  | string[]
  | NestedRows;

/** An open HDF5 file. */
export interface Hdf5File {
  name: string;
  datasets: Hdf5Dataset[];
  /**
   * Values of a dataset, or of some of its rows: indices [from, to) of its first axis.
   *
   * @throws UnreadableError where it cannot be read
   */
  read(path: string, rows?: readonly [number, number]): Hdf5Values;
  close(): void;
}

/** Filters the library has by number: gzip, shuffle, Fletcher's sum, n-bit, scale and offset. Of others it gives garbage. */
const knownFilters = [1, 2, 3, 5, 6];
const lzf = 32000; // h5py's own, which it unpacks with a plug-in
const filterNames: Record<number, string> = {
  4: 'szip',
  305: 'LZO',
  307: 'bzip2',
  [lzf]: 'LZF',
  32001: 'Blosc',
  32004: 'LZ4',
  32008: 'bitshuffle',
  32013: 'ZFP',
  32015: 'Zstandard',
  32026: 'Blosc2',
};

/** Fetches the library's plug-in that unpacks LZF. */
export type LoadLzf = () => Promise<Uint8Array>;

/**
 * Opens an HDF5 file with the HDF Group's own library, which is fetched with the first one. In a worker the file is read from
 * the disk piece by piece; elsewhere it is read into memory.
 *
 * @param loadLzf called where a dataset is packed with LZF; without it such datasets are refused
 * @throws UnreadableError for a file that is no HDF5 or is damaged
 */
export async function openHdf5(file: File, name: string, loadLzf?: LoadLzf): Promise<Hdf5File> {
  const { default: h5wasm } = await import('h5wasm');
  const library = await h5wasm.ready;
  const { FS } = library;
  library.activate_throwing_error_handler(); // else the library prints what is wrong and goes on
  const folder = `/opened-${crypto.randomUUID()}`;
  FS.mkdir(folder);
  const isWorker = typeof (globalThis as { FileReaderSync?: unknown }).FileReaderSync === 'function';
  const { WORKERFS } = FS.filesystems as { WORKERFS: Parameters<typeof FS.mount>[0] };
  if (isWorker) FS.mount(WORKERFS, { blobs: [{ name: 'file.h5', data: file }] }, folder);
  else FS.writeFile(`${folder}/file.h5`, new Uint8Array(await file.arrayBuffer()));
  let opened: OpenHdf5;
  let datasets: Hdf5Dataset[];
  function letGo(): void {
    if (isWorker) FS.unmount(folder);
    else FS.unlink(`${folder}/file.h5`);
    FS.rmdir(folder);
  }
  try {
    opened = new h5wasm.File(`${folder}/file.h5`, 'r');
    datasets = opened.paths().flatMap(path => {
      const entity = opened.get(path);
      return entity instanceof h5wasm.Dataset
        ? [describe(path.replace(/^\//, ''), entity, loadLzf !== undefined)]
        : [];
    });
  } catch (error) {
    letGo();
    throw new UnreadableError(`${name} is no HDF5 file, or is damaged (${reasonOf(error)}): fetch it again.`);
  }
  if (loadLzf && datasets.some(({ filters }) => filters.includes(lzf))) await plugIn(library, loadLzf);
  return {
    name,
    datasets,
    read(path, rows) {
      const dataset = datasets.find(each => each.path === path);
      if (!dataset) throw new UnreadableError(`${name} has no dataset ${path}.`);
      if (dataset.refusal) throw new UnreadableError(`Dataset ${path} of ${name} ${dataset.refusal}.`);
      try {
        const entity = opened.get(path) as Dataset;
        // The library refuses halves, and names the members of enumerations instead of numbering them.
        if (dataset.type === 'f2' || entity.metadata.type === enumClass) {
          return rawValues(library as unknown as RawReader, entity, dataset.shape, rows);
        }
        const isPart = rows !== undefined && dataset.shape.length > 0;
        return valuesOf(isPart ? entity.slice([[rows[0], rows[1]]]) : entity.value, dataset.type);
      } catch (error) {
        throw new UnreadableError(
          `Dataset ${path} of ${name} cannot be read (${reasonOf(error)}): fetch it again.`,
        );
      }
    },
    close() {
      opened.close();
      letGo();
    },
  };
}

const textClass = 3; // numbers of HDF5's classes of types
const enumClass = 8;

type Library = Awaited<(typeof h5wasm)['ready']>;

/** Gives the library the plug-in, once. */
async function plugIn({ FS, get_plugin_search_paths: searched }: Library, load: LoadLzf): Promise<void> {
  const folder = searched()[0];
  const place = `${folder}/libH5Zlzf.so`;
  if (FS.analyzePath(place).exists) return;
  FS.mkdirTree(folder);
  FS.writeFile(place, await load());
}

function describe(path: string, entity: Dataset, readsLzf: boolean): Hdf5Dataset {
  const { metadata, shape, filters } = entity;
  const type = typeOf(metadata);
  const unknown = filters.find(({ id }) => !(knownFilters.includes(id) || (readsLzf && id === lzf)));
  const refusal = unknown
    ? `is packed with ${filterNames[unknown.id] ?? `filter ${unknown.id}`}, which is not read: repack it with gzip (h5repack -f GZIP=4)`
    : type === 'f16'
      ? 'has numbers of 128 bits, which browsers do not have: save them as float64'
      : metadata.type === enumClass && !metadata.littleEndian
        ? 'is a big-endian enumeration, which the library leaves unconverted: save it as whole numbers'
        : type === 'other'
          ? 'holds no numbers or texts: save what you need of it as an array'
          : undefined;
  return {
    path,
    shape: shape ?? [],
    type,
    filters: filters.map(({ id }) => id),
    chunk: metadata.chunks ?? undefined,
    refusal,
  };
}

/** numpy's letter and bytes of a type. */
function typeOf({ type, size, signed }: Dataset['metadata']): string {
  if (type === textClass) return 'S';
  if (type === 0 || type === enumClass) return `${signed ? 'i' : 'u'}${size}`;
  if (type === 1) return `f${size}`;
  if (type === 6 || type === 9 || type === 10) return 'rows';
  return 'other';
}

/** What the library gives as one array, whatever it was in the file. */
function valuesOf(value: unknown, type: string): Hdf5Values {
  if (typeof value === 'string') return [asUtf8(value)];
  if (typeof value === 'number') return type.startsWith('f') ? Float64Array.of(value) : Int32Array.of(value);
  if (typeof value === 'bigint') return BigInt64Array.of(value);
  if (type === 'rows') return value as NestedRows;
  if (Array.isArray(value)) return value.map(each => asUtf8(String(each).replace(/\0+$/, '')));
  return value as Hdf5Values;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Texts of a fixed length are said to be ASCII and given a letter a byte, but numpy's are UTF-8 where they hold more. */
function asUtf8(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Uint8Array.from(text, letter => letter.charCodeAt(0)));
  } catch {
    return text; // it was another alphabet, or read rightly
  }
}
