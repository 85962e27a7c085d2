import { useEffect, useRef } from 'react';
import type { Column } from '../../contracts/column.ts';
import { isTyping } from '../../ui/isTyping.ts';
import { columnLabel } from '../../ui/text/columnText.ts';
import { kindsOf } from './points/pointColours.ts';

/** Catalogue rows of a category, or of one of few whole numbers. @returns (m) ascending; empty for another kind of column */
export function rowsOfCategory(column: Column | null, code: number): Uint32Array {
  const kinds = column && kindsOf(column);
  if (!kinds) return new Uint32Array(0);
  const rows: number[] = [];
  kinds.codes.forEach((each, row) => {
    if (each === code) rows.push(row);
  });
  return Uint32Array.from(rows);
}

/** What the galaxies of a category are called: its word; of few whole numbers column and value, "ring 1". */
export function wordsOfCategory(column: Column | null, code: number): string {
  const name = (column && kindsOf(column)?.categories[code]) ?? '';
  return column?.kind === 'number' ? `${columnLabel(column)} ${name}` : name;
}

/** Calls `act` when a key of the map is pressed anywhere but in a text field. */
export function useMapKey(key: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (!isTyping(event.target)) latest.current();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [key]);
}
