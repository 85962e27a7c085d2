import type { ParquetSource } from '../../contracts/ingest.ts';
import { checkListed } from './hosts.ts';
import { type HubSet, hubSetPage } from './hubSets.ts';
import { type Patience, patientFetch } from './patientFetch.ts';
import { RemoteError } from './remoteError.ts';

/** Where the hub is; a test or a measure gives its own. */
interface HubPlaces {
  /** Default https://huggingface.co */
  hub?: string;
  /** The hub's list of Parquet files. Default https://datasets-server.huggingface.co */
  lists?: string;
}

/** The files of a set. */
export interface HubParts {
  parts: Extract<ParquetSource, { kind: 'url' }>[];
  byteLength: number;
}

/**
 * Asks the hub which Parquet files a set has now; where its list does not answer, those seen in November 2026 are taken.
 *
 * @throws RemoteError with a sentence where the set is gated or gone, or nobody knows its files
 */
export async function hubParts(
  set: HubSet,
  patience: Patience = {},
  { hub = 'https://huggingface.co', lists = 'https://datasets-server.huggingface.co' }: HubPlaces = {},
): Promise<HubParts> {
  const page = hubSetPage(set);
  const url = `${lists}/parquet?dataset=${encodeURIComponent(set.dataset)}`;
  const asked = { url, name: `the list of files of ${set.title}`, page };
  try {
    const { bytes } = await patientFetch(asked, { tries: 2, stallMs: 15_000, ...patience });
    const parts = partsOf(set, listIn(bytes, asked), page);
    if (parts.length === 0) throw new RemoteError({ kind: 'moved' }, { ...asked, name: set.title });
    for (const part of parts) checkListed(part.url);
    return { parts, byteLength: parts.reduce((sum, { remote }) => sum + (remote?.byteLength ?? 0), 0) };
  } catch (error) {
    patience.signal?.throwIfAborted();
    const isGated = error instanceof RemoteError && error.failure.kind === 'gated';
    if (!(error instanceof RemoteError) || isGated || !set.files) throw error;
    // Lengths are rounded here: the host's own count where it tells it.
    const parts = set.files.map(({ path }) => ({
      kind: 'url' as const,
      url: `${hub}/datasets/${set.dataset}/resolve/main/${path}`,
      name: nameOf(set, path),
      remote: { page },
    }));
    return { parts, byteLength: set.files.reduce((sum, each) => sum + each.byteLength, 0) };
  }
}

interface ListedFile {
  config: string;
  split: string;
  url: string;
  filename: string;
  size: number;
}

/** @throws RemoteError for anything but the hub's list */
function listIn(bytes: Uint8Array, asked: { url: string; name: string; page: string }): ListedFile[] {
  try {
    const { parquet_files: files } = JSON.parse(new TextDecoder().decode(bytes)) as {
      parquet_files: ListedFile[];
    };
    if (files.every(({ url, size }) => URL.canParse(url) && size > 0)) return files;
  } catch {
    // told below
  }
  throw new RemoteError({ kind: 'wrong', what: 'no list of Parquet files' }, asked);
}

/** Files of the wanted splits in the order of the splits. The hub calls a split it shortened "partial-train". */
function partsOf(set: HubSet, files: readonly ListedFile[], page: string): HubParts['parts'] {
  return set.splits.flatMap(split =>
    files
      .filter(file => file.config === set.config && file.split.replace(/^partial-/, '') === split)
      .map(({ url, filename, size }) => ({
        kind: 'url',
        url,
        name: nameOf(set, `${split}-${filename}`),
        remote: { byteLength: size, page },
      })),
  );
}

function nameOf({ key }: HubSet, path: string): string {
  return `${key}-${path.slice(path.lastIndexOf('/') + 1)}`;
}
