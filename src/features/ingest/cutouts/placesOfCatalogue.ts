import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { SkyPlace } from '../../../data/cutouts/skyList.ts';

/** Where galaxies of the open catalogue are on the sky; those without a position, and simulated ones, are left out. */
export function placesOfCatalogue(
  { raDeg, decDeg, ids, simulated }: OpenedCatalogue,
  rows: Iterable<number>,
): SkyPlace[] {
  if (simulated || !raDeg || !decDeg) return [];
  const places: SkyPlace[] = [];
  for (const row of rows) {
    if (!Number.isFinite(raDeg[row]) || !Number.isFinite(decDeg[row])) continue;
    places.push({ id: ids.at(row), raDeg: raDeg[row], decDeg: decDeg[row] });
  }
  return places;
}
