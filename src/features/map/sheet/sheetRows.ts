import { embeddingOrder } from '../../../maths/catalogue/embeddingOrder.ts';

/** A galaxy of the sheet. */
interface SheetTile {
  row: number;
  /** Its place in the order of embedding: it is represented once so many others are. */
  turn: number;
}

/**
 * Galaxies for a contact sheet of a catalogue: spread over the sample that is embedded first, so that each of them has a
 * place on the first map.
 *
 * @param rowCount n ≥ 0
 * @param most tiles that fit
 * @returns (≤ most) rows ascending
 */
export function sheetTiles(rowCount: number, most: number): SheetTile[] {
  const { order, sample } = embeddingOrder(rowCount);
  const count = Math.min(sample, most);
  return Array.from({ length: count }, (_, i) => {
    const turn = Math.floor((i * sample) / count);
    return { row: order[turn], turn };
  });
}
