import type { Column } from '../../../contracts/column.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import type { Representation } from '../../../session/representation.ts';
import { placeAdded } from '../points/layOut.ts';
import type { LayoutClient } from '../points/layoutClient.ts';
import { mapOfColumns, mapOfComponents } from './plainMaps.ts';

/** What galaxies join. */
interface JoinedMap {
  /** Null where nobody knows how the map was drawn. */
  shown: DrawnMap | null;
  /** Of all galaxies, the new ones among them. */
  representation: Representation;
  /** (n, 2) row-major; NaN for those that are new. */
  positions: Float32Array;
  /** (n) */
  columns: readonly Column[];
}

/**
 * Places of galaxies that join a map: by the two components or columns that are its axes, else near their neighbours; then all
 * others stay where they are.
 *
 * @returns (n, 2) row-major
 */
export async function placesOfAdded(
  layout: LayoutClient,
  { shown, representation, positions, columns }: JoinedMap,
  control: JobControl,
): Promise<Float32Array> {
  const drawn = shown?.layout;
  if (drawn?.kind === 'components') return mapOfComponents(representation, positions.length / 2);
  const places = drawn?.kind === 'columns' ? mapOfColumns(drawn, columns) : null;
  return places ?? placeAdded(layout, representation, positions, control);
}
