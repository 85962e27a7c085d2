import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { isCutFrom, mosaicColumns } from '../../../data/mosaic/mosaicSource.ts';
import type { MosaicMark } from './MosaicView.tsx';

const markRadiusPx = 8; // where a catalogue does not say how large its galaxies are

/**
 * Where the galaxies of a catalogue are in the image they were cut from.
 *
 * @param name of the image's file
 * @returns (n) null where the catalogue was cut from none, or from another
 */
export function mosaicPlaces(
  catalogue: { columns: OpenedCatalogue['columns']; ids: { at(row: number): string | undefined } } | null,
  name: string | undefined,
): MosaicMark[] | null {
  const firstId = catalogue?.ids.at(0);
  if (!catalogue || name === undefined || !firstId || !isCutFrom(name, firstId)) return null;
  const numbers = (wanted: string) => {
    const column = catalogue.columns.find(each => each.name === wanted);
    return column?.kind === 'number' ? column.values : undefined;
  };
  const [x, y, radius] = [numbers(mosaicColumns.x), numbers(mosaicColumns.y), numbers('kron radius')];
  if (!x || !y) return null;
  return Array.from(x, (xPx, row) => ({ xPx, yPx: y[row], radiusPx: radius?.[row] ?? markRadiusPx }));
}
