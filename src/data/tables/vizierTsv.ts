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
 * @param rows below the header; the rows found are taken away from it
 * @returns (columns) the units; empty where no row states any
 */
export function takeUnits(header: readonly string[], rows: string[][]): (string | undefined)[] {
  const ruled = rows.slice(0, 2).findIndex(row => row.some(isDashes) && row.every(isDashesOrEmpty));
  if (ruled >= 0) {
    const above = rows.splice(0, ruled + 1);
    return ruled === 1 ? header.map((_, j) => unitText(above[0][j] ?? '')) : [];
  }
  const [first, second] = rows;
  if (second === undefined || first.length !== header.length || !isUnitsRow(first)) return [];
  return rows.shift()!.map(unitText);
}

function isDashes(cell: string): boolean {
  return /^-{3,}$/.test(cell.trim());
}

function isDashesOrEmpty(cell: string): boolean {
  return cell.trim() === '' || /^[-+]+$/.test(cell.trim());
}
