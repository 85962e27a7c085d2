import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { positionOfName, type SkyPosition } from './iauName.ts';

/** Where a galaxy is on the sky, and how that is known. */
export interface Place extends SkyPosition {
  /** "name" where the catalogue has no position and the galaxy's IAU name encodes it. */
  from: 'catalogue' | 'name';
}

/** Place of a catalogue's galaxy; null for simulated ones and where nothing tells. */
export function placeOf(catalogue: OpenedCatalogue, row: number): Place | null {
  if (catalogue.simulated) return null;
  const raDeg = catalogue.raDeg?.[row];
  const decDeg = catalogue.decDeg?.[row];
  if (raDeg !== undefined && decDeg !== undefined && Number.isFinite(raDeg) && Number.isFinite(decDeg)) {
    return { raDeg, decDeg, from: 'catalogue' };
  }
  const named = positionOfName(catalogue.ids.at(row) ?? '');
  return named && { ...named, from: 'name' };
}
