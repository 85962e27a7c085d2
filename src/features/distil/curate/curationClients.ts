import type { PixelBatch, PixelView } from '../../../contracts/ingest.ts';
import type { Session } from '../../../session/session.ts';

/** What choosing galaxies and reading their pixels needs; tests pass fakes. */
export interface CurationClients {
  session: Session;
  /** The ingest worker's pixels of some rows of an open catalogue. */
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  /** A name for a run that no other has. */
  newKey(): string;
}
