import type { KeptView } from '../../contracts/kept.ts';
import type { Kept } from '../bytes/databaseWriter.ts';
import type { Listed } from '../bytes/setAside.ts';
import type { KeptManifest } from './keptManifest.ts';

/** What the shelf keeps, for the sentence about a full disk. */
export const catalogueKept: Kept = {
  what: 'This catalogue',
  remedy: 'open it again; until then it lasts as long as this page, and what was kept before stays',
};

/** Thrown where a manifest names pieces that are not there: another tab has let go of them. */
export class PiecesGoneError extends Error {
  override readonly name = 'PiecesGoneError';
}

/** Thrown where another tab wrote the manifest that was to be replaced. */
export class ReplacedElsewhereError extends Error {
  override readonly name = 'ReplacedElsewhereError';
}

/** @throws ReplacedElsewhereError where the manifest that is there is not the one that a write knows */
export function needSameWrite(there: KeptManifest | undefined, known: string | undefined): void {
  if (there === undefined || there.write === known) return;
  throw new ReplacedElsewhereError(`need write ${known ?? 'none'}; got ${there.write}: another tab wrote it`);
}

/** @throws PiecesGoneError where a piece that is named is not among those that are there */
export function needAllPieces(named: ReadonlySet<string>, there: Iterable<string>): void {
  const gone = new Set(named);
  for (const name of there) gone.delete(name);
  if (gone.size > 0)
    throw new PiecesGoneError(`need ${named.size} pieces; ${gone.size} are gone: another tab changed them`);
}

/** Representations of some galaxies, as an embedding under way has made them. */
export interface EmbeddedChunk {
  /** (m) catalogue rows. */
  rows: Uint32Array;
  /** (m, dimension) row-major. */
  vectors: Float32Array;
}

/** A piece and its bytes. */
export interface Piece {
  name: string;
  bytes: Blob;
}

/** How a manifest takes the place of another. */
interface Replacing {
  /** Refuses a manifest that names a piece which is not there. Default false. */
  needsAll?: boolean;
  /** Refuses to replace any other manifest than that of this write (`KeptManifest.write`). Default: whichever is there. */
  only?: { write: string | undefined };
}

/** A catalogue to open first, by its key on the shelf. */
export interface LastCatalogue {
  key: string;
  name: string;
}

/** Where catalogues are kept between visits. Pieces come first; the manifest that names them makes them count. */
export interface KeptShelf {
  /** The last seen first. */
  list(): Promise<Listed<KeptManifest>>;
  /** Undefined where there is none, or it is damaged. */
  manifest(key: string): Promise<KeptManifest | undefined>;
  /** Undefined where it is not there. */
  piece(key: string, name: string): Promise<Blob | undefined>;
  /** @throws StorageFullError */
  putPieces(key: string, pieces: readonly Piece[]): Promise<void>;
  /**
   * Puts a manifest in the place of the former, and lets go of the pieces that only that one named, all at once or not at all.
   * What a person calls a catalogue in the list stays.
   *
   * @throws PiecesGoneError, ReplacedElsewhereError
   */
  putManifest(manifest: KeptManifest, replacing?: Replacing): Promise<void>;
  /** Gives a kept catalogue another name in the list; undefined: its own. Nothing else of its manifest changes. */
  entitle(key: string, title: string | undefined): Promise<void>;
  view(key: string): Promise<KeptView | undefined>;
  putView(key: string, view: KeptView): Promise<void>;
  /** Deletes a catalogue with all that belongs to it. */
  remove(key: string): Promise<void>;
  /** What an embedding with these weights (SHA-256) has made so far, in the order it was made. */
  chunks(key: string, weightsSha256: string): AsyncIterable<EmbeddedChunk>;
  putChunk(key: string, weightsSha256: string, chunk: EmbeddedChunk): Promise<void>;
  /** Forgets what embeddings of a catalogue have made: the whole is kept. */
  dropChunks(key: string): Promise<void>;
  /** The catalogue that was open last; null: one that is not kept; undefined where nobody noted it. */
  last(): Promise<LastCatalogue | null | undefined>;
  putLast(last: LastCatalogue | null): Promise<void>;
  /** What the browser gave to read the files of a catalogue again, where it gave something. */
  handles(key: string): Promise<readonly FileSystemHandle[]>;
  putHandles(key: string, handles: readonly FileSystemHandle[]): Promise<void>;
  /** Calls `told` whenever this or another tab changed something here. @returns a function that stops this */
  watch(told: () => void): () => void;
}

/** Names of all pieces a manifest refers to. */
export function piecesOf(manifest: KeptManifest): Set<string> {
  return piecesIn(manifest);
}

/** Names of all pieces that a part of a manifest refers to. */
export function piecesIn(part: unknown): Set<string> {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      if ('piece' in value && typeof value.piece === 'string') names.add(value.piece);
      else Object.values(value).forEach(look);
    }
  };
  look(part);
  return names;
}
