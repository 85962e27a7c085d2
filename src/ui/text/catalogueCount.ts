import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { formatCount, formatGalaxies } from './quantity.ts';

/** "17,070 galaxies"; of a part of a survey "65,536 of 1,000,000 galaxies, a fair sample". */
export function catalogueCount({
  rowCount,
  tiled,
  added = [],
}: Pick<OpenedCatalogue, 'rowCount' | 'tiled' | 'added'>): string {
  if (!tiled || tiled.rowCount <= rowCount) return formatGalaxies(rowCount);
  const how = added.length === 0 ? 'a fair sample' : 'denser where you read more';
  return `${formatCount(rowCount)} of ${formatGalaxies(tiled.rowCount)}, ${how}`;
}

/** " loaded" behind a count of galaxies where a survey has more of them. */
export function ofThoseLoaded(catalogue: Pick<OpenedCatalogue, 'rowCount' | 'tiled'> | null): string {
  return catalogue && isPart(catalogue) ? ' loaded' : '';
}

/** Whether a survey has more galaxies than are open. */
export function isPart({ rowCount, tiled }: Pick<OpenedCatalogue, 'rowCount' | 'tiled'>): boolean {
  return tiled !== undefined && tiled.rowCount > rowCount;
}
