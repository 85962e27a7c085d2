import type { Kept } from '../../bytes/databaseWriter.ts';

/** What a shelf of weights keeps, for the sentence of a full disk. */
export const weightsKept: Kept = {
  what: 'These weights',
  remedy: 'fetch or open them again: a download goes on from where it stopped',
};

/** A file of weights kept in the browser, whole or in part. */
export interface ShelvedFile {
  /** What the app calls these weights: a repository's name, or "file:" and the name of a file from disk. */
  name: string;
  /** "model.safetensors" */
  fileName: string;
  /** Where it comes from; null for a file from disk. */
  url: string | null;
  /** Length the server announced, or the file has; null where the server did not say. */
  totalBytes: number | null;
  /** The server's mark of this version, where it lets other origins read it. */
  etag: string | null;
  /** Bytes here so far. */
  heldBytes: number;
  /** False for a download that was stopped or interrupted. */
  complete: boolean;
}

/** What is known of a file before its download begins. */
export type NewFile = Pick<ShelvedFile, 'name' | 'fileName' | 'url' | 'totalBytes' | 'etag'>;

/** Storage of files of weights that survives reloads. */
export interface WeightsShelf {
  /** All files, whole or begun. */
  list(): Promise<ShelvedFile[]>;
  /** Makes room under that name; what lay there goes. */
  begin(file: NewFile): Promise<void>;
  /**
   * Adds the next bytes; a crash right after loses none of them.
   *
   * @returns bytes held now
   * @throws StorageFullError in a sentence when the disk or the browser's share of it is full
   */
  append(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<number>;
  /** Declares it whole. */
  finish(name: string): Promise<void>;
  /** The bytes of a whole file; null where there is none. */
  blob(name: string): Promise<Blob | null>;
  /** Deletes a file, whole or begun. */
  remove(name: string): Promise<void>;
  /** Bytes used by the app and still free to it, as the browser estimates; null where it does not tell. */
  room(): Promise<{ usedBytes: number; freeBytes: number } | null>;
}
