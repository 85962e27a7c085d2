import {
  blockCount,
  blockLength,
  createSixteenBitRows,
  encodeRow,
  type SixteenBitRows,
} from './sixteenBitRows.ts';

/**
 * The first rows, as they are, and below them others.
 *
 * @param kept how many of `rows` stay, from the first on
 * @param added (m, rows.columns) row-major; default: none
 * @returns (kept + m) rows in memory of their own
 */
export function joinedRows(
  rows: SixteenBitRows,
  kept: number,
  added: Float32Array = new Float32Array(0),
): SixteenBitRows {
  const { columns } = rows;
  const m = added.length / columns;
  if (kept > rows.count || !Number.isInteger(m)) {
    throw new RangeError(
      `need at most ${rows.count} rows and ${columns} numbers for each added; got ${kept} and ${added.length} numbers`,
    );
  }
  const joined = createSixteenBitRows(kept + m, columns);
  for (let block = 0; block < blockCount(columns); block++) {
    const from = block * rows.blockBytes;
    const to = block * joined.blockBytes;
    joined.coarse.set(rows.coarse.subarray(from, from + blockLength * kept), to);
    joined.fine.set(rows.fine.subarray(from, from + blockLength * kept), to);
  }
  joined.scales.set(rows.scales.subarray(0, kept));
  for (let i = 0; i < m; i++) encodeRow(joined, kept + i, added, i * columns);
  return joined;
}
