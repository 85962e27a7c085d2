/** What a new page finds of the catalogue. */
export interface FoundCatalogue {
  /** Of all its columns, if all are of the same write; null where they are not, or something cannot be read. */
  generation: number | null;
  /** What is wrong with it, in words; empty where nothing is. */
  torn: string;
  /** Pieces in the database that the manifest does not name. */
  unnamed: number;
}

/** The page, as its driver calls it. */
export interface KilledPage {
  /** Records of a write: pieces, the manifest, and the pieces that it lets go of. */
  readonly recordsOfWrite: number;
  /** Of them, those before the manifest. */
  readonly piecesOfWrite: number;
  /** Makes everything of the catalogue anew and keeps it. Every number of it is `generation`. */
  write(generation: number): Promise<void>;
  /**
   * The same, up to a record: its transaction is held open from then on, and the page says so on the console. With the last
   * record nothing is held: the manifest's transaction is committed.
   */
  writeUpTo(generation: number, record: number): Promise<void>;
  /** Reads the catalogue as the app does. */
  look(): Promise<FoundCatalogue>;
}

/** What the page says once it has come to the record. */
export const heldMessage = 'the record is there';
