import type { CatalogueSource, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import type { KeptShelf, LastCatalogue } from '../../../data/kept/keptShelf.ts';
import type { createPiecePlacing } from '../../../data/kept/pieces.ts';
import type { Session } from '../../../session/session.ts';
import type { KeptFacts } from './presentManifest.ts';

/** What the keeper needs besides the session. */
export interface KeeperParts {
  session: Session;
  shelf: KeptShelf;
  /** Milliseconds since 1970. */
  clock(): number;
  newName(): string;
  /** Name of the open room. */
  room(): string | null;
  /** A small picture of a catalogue; undefined where there is none. */
  pictureOf(catalogue: OpenedCatalogue): Promise<string | undefined>;
  /** Told which catalogue opens first next time; null: none that is kept. */
  onKept(last: LastCatalogue | null): void;
}

/** Galaxies that were added to the open catalogue. */
export interface AddedFrom {
  /** What they were opened from. */
  source: CatalogueSource;
  /** The catalogue that was opened from it, and which of its rows they are. */
  opened: OpenedCatalogue;
  rows: Uint32Array;
}

/** Writes what a person makes of the open catalogue as it is made. */
export interface Keeper {
  /** Another catalogue has opened, from there. Resolves once it is on the shelf, or cannot be. */
  begin(source: CatalogueSource, catalogue: OpenedCatalogue): Promise<void>;
  /**
   * The open catalogue is about to have galaxies below its own, or those that were added last no more: it stays the one that is kept.
   *
   * @param from where they come from; absent where some go
   */
  rowsChange(catalogue: OpenedCatalogue, from?: AddedFrom): Promise<void>;
  /** Something changed: it is written soon, and what changes meanwhile with it. */
  changed(): void;
  viewChanged(): void;
  /** Starts to write what waits: the page may be closing. */
  flush(): void;
  /** The session is about to hold another catalogue: what waits is taken from it now, and written. */
  leave(): void;
  /** Resolves once what an embedding of other pictures left of this catalogue is gone. */
  whenCleared(catalogue: OpenedCatalogue): Promise<void>;
  /** Why the last change of an open catalogue is not on the shelf; undefined where it is. */
  failureOf(catalogue: OpenedCatalogue): unknown;
  /** Key of a catalogue that is open and kept; null for another. */
  keyOf(catalogue: OpenedCatalogue): string | null;
  /** Something of a catalogue could not be written by somebody else: told once. */
  failed(catalogue: OpenedCatalogue, error: unknown): void;
  /** Writes no more of this catalogue: it was deleted. */
  forget(key: string): void;
  /** Resolves once nothing waits or is being written. */
  whenIdle(): Promise<void>;
}

/** A catalogue that the keeper writes. */
export interface PresentCatalogue {
  catalogue: OpenedCatalogue;
  facts: KeptFacts;
  placing: ReturnType<typeof createPiecePlacing>;
  /** The manifest on the shelf, without the time it was seen. */
  written: string;
  /** Name of the write that put it there, as far as this tab knows; undefined where there was none. */
  write?: string;
  /** Columns that rooms had published in it. */
  publishedBefore: ReadonlySet<string>;
  /** Why nothing more of it can be kept was told already. */
  told: boolean;
  /** Why the last write failed; undefined where it did not. */
  failure?: unknown;
  /** It was deleted: nothing more of it is written. */
  deleted: boolean;
  /** As the session had it last; absent while it is open. */
  last?: KeptManifest;
  /** Changes of its rows that are not in `facts` yet: until then it is not whole, and not written. */
  rowsWaiting: number;
  /** What the shelf has of it is known. */
  known: boolean;
  /** Resolves once chunks of other pictures are gone. */
  cleared: Promise<void>;
  clear(): void;
}
