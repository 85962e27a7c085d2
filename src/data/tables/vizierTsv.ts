import type { ScannedCells } from './cellScan.ts';
import type { ColumnNote } from './columnNote.ts';
import { isUnitsRow, unitText } from './columnNote.ts';

/**
 * Descriptions in the comments of a VizieR TSV: lines "#Column⇥_RAJ2000⇥(F10.5)⇥Right ascension⇥[ucd=pos.eq.ra]".
 *
 * @param comments lines without their "#"
 */
export function vizierNotes(comments: readonly string[]): Map<string, ColumnNote> {
  const notes = new Map<string, ColumnNote>();
  for (const line of comments) {
    const [word, name, , description] = line.split('\t');
    if (word.trim() === 'Column' && name?.trim()) {
      notes.set(name.trim(), { description: description?.trim() || undefined });
    }
  }
  return notes;
}

/**
 * Rows between the header and the first galaxy: units, and dashes as VizieR draws them under its names.
 *
 * @param above rows of the scan before those examined: the line of names
 * @returns (columns) the units, or an empty list where no row states any; and how many rows to skip
 */
export function takeUnits(
  header: readonly string[],
  { columns, rowCount, ragged }: ScannedCells,
  above: number,
): { units: (string | undefined)[]; rows: number } {
  const rowAt = (row: number) => columns.map(column => column.cells().at(row)!);
  const head = [above, above + 1].filter(row => row < rowCount).map(rowAt);
  const ruled = head.findIndex(row => row.some(isDashes) && row.every(isDashesOrEmpty));
  if (ruled >= 0) {
    return { units: ruled === 1 ? header.map((_, j) => unitText(head[0][j])) : [], rows: ruled + 1 };
  }
  if (head.length < 2 || ragged?.row === above || !isUnitsRow(head[0])) return { units: [], rows: 0 };
  return { units: head[0].map(unitText), rows: 1 };
}

function isDashes(cell: string): boolean {
  return /^-{3,}$/.test(cell.trim());
}

function isDashesOrEmpty(cell: string): boolean {
  return cell.trim() === '' || /^[-+]+$/.test(cell.trim());
}
