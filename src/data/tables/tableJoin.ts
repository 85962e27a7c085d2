import type { IngestProblem } from '../../contracts/ingest.ts';
import { firstFew } from '../bytes/unreadable.ts';
import type { CellValues } from './cellValues.ts';
import { type ColumnMeeting, meetingOf } from './columnMeeting.ts';
import { IdMatcher } from './idMatching.ts';
import { isNamingColumn } from './idNames.ts';
import { whyNoJoin } from './joinColumn.ts';
import { PathMatcher, severalPlaces } from './pathMatching.ts';
import type { TypedTable } from './tableColumns.ts';
import type { TextTable } from './textTable.ts';

/** What a table is joined to: images by their paths, or galaxies by their ids. */
export interface JoinTargets {
  kind: 'images' | 'galaxies';
  /** (n) paths or ids */
  names: readonly string[];
  /** Whether a table usually lacks most names, so that missing ones are not reported. Default false. */
  mayLackRows?: boolean;
}

interface TableJoin {
  /** (n) row of the table for each name, −1 where it has none. */
  rowOf: Int32Array;
  /** The column joined on; undefined if none holds these names. */
  column?: string;
  /** Names that have a row. */
  matched: number;
  problems: IngestProblem[];
}

/**
 * Joins table rows to images or galaxies on the column of names that matches most of them. Everything without a match is
 * reported.
 */
export function joinTable(table: TextTable, typed: TypedTable, targets: JoinTargets): TableJoin {
  const { best, others, refused } = chooseColumn(table, typed, targets);
  const rowOf = new Int32Array(targets.names.length).fill(-1);
  if (!best) return { rowOf, matched: 0, problems: [noColumn(table, targets, refused)] };
  const cells = table.cells.get(best.column)!;
  const unmatched: string[] = [];
  const several: string[] = [];
  const again: string[] = [];
  for (let row = 0; row < cells.length; row++) {
    const place = best.places[row];
    if (place >= 0 && rowOf[place] < 0) {
      rowOf[place] = row;
      continue;
    }
    const cell = cells.at(row)!;
    if (place === severalPlaces) several.push(cell.trim());
    else if (place < 0) unmatched.push(cell.trim() || `row ${row + 1}`);
    else again.push(cell.trim());
  }
  const one = targets.kind === 'images' ? 'image' : 'galaxy';
  const many = targets.kind;
  const problems: IngestProblem[] = [];
  if (best.areRowNumbers) {
    problems.push({
      sentence: `The galaxies have no ids, only row numbers from 0: column ${best.column} of ${table.name} was taken for those; check the pairs, and begin a table whose rows count from 1 at 0.`,
    });
  }
  for (const { column } of others) {
    problems.push({
      sentence: `Column ${column} of ${table.name} names these ${many} too, but in other rows: it was joined on ${best.column}; if the pairs are wrong, take that column out of the table.`,
    });
  }
  if (unmatched.length > 0) {
    problems.push({
      sentence: `${rowsOf(unmatched.length, table)} without ${article(one)} and left out: ${firstFew(unmatched)} (joined on ${best.column}).`,
    });
  }
  if (several.length > 0) {
    problems.push({
      sentence: `${rowsOf(several.length, table)} left out, because the names mean several ${many} or several rows end alike: ${firstFew(several)}; write more of the path.`,
    });
  }
  if (again.length > 0) {
    problems.push({
      sentence: `${rowsOf(again.length, table)} named again and left out: ${firstFew(again)}; each ${one} takes its first row.`,
    });
  }
  const bare = targets.names.filter((_, i) => rowOf[i] < 0);
  if (bare.length > 0 && !targets.mayLackRows) {
    problems.push({
      sentence: `${bare.length} of ${rowOf.length} ${many} have no row in ${table.name} and keep empty columns: ${firstFew(bare)}.`,
    });
  }
  return { rowOf, column: best.column, matched: rowOf.length - bare.length, problems };
}

interface Refusal {
  column: string;
  why: string;
}

function chooseColumn(
  table: TextTable,
  typed: TypedTable,
  { kind, names }: JoinTargets,
): { best?: ColumnMeeting & { areRowNumbers: boolean }; others: ColumnMeeting[]; refused: Refusal[] } {
  const ids = kind === 'galaxies' ? new IdMatcher(names) : undefined;
  const matcher = ids ?? new PathMatcher(names);
  const rowNumbers = ids?.areRowNumbers ?? false;
  const refused: Refusal[] = [];
  const joinable: ColumnMeeting[] = [];
  let best: ColumnMeeting | undefined;
  const naming = (column: string) => Number(isNamingColumn(column));
  const columns = [...table.cells].sort(([a], [b]) => naming(b) - naming(a)); // those named like ids first
  for (const [column, cells] of columns) {
    if (best?.names === names.length && !naming(column)) break; // all are matched: none could be better
    if (!isNamingColumn(column) && hasDecimals(typed.columns.get(column)!.values)) continue; // a measurement
    const meeting = meetingOf(column, cells, matcher);
    if (meeting.names === 0) continue;
    const why = whyNoJoin(meeting, typed.columns.get(column)!, names.length, rowNumbers);
    if (why !== undefined) refused.push({ column, why });
    else {
      joinable.push(meeting);
      if (!best || meeting.names > best.names) best = meeting;
    }
  }
  if (!best) return { others: [], refused };
  const chosen = { ...best, areRowNumbers: rowNumbers };
  return { best: chosen, others: joinable.filter(other => contradicts(other, chosen)), refused };
}

/** Whether a column names about as much as the one joined on, and gives a row to another galaxy or image. */
function contradicts(other: ColumnMeeting, best: ColumnMeeting): boolean {
  const elsewhere = (row: number) =>
    other.places[row] >= 0 && best.places[row] >= 0 && other.places[row] !== best.places[row];
  return 2 * other.names > best.names && [...best.places.keys()].some(elsewhere);
}

function hasDecimals(values: CellValues['values']): boolean {
  return (
    values instanceof Float64Array && values.some(value => !Number.isInteger(value) && Number.isFinite(value))
  );
}

function rowsOf(count: number, table: TextTable): string {
  return `${count} of ${table.rowCount} rows of ${table.name} ${count === 1 ? 'is' : 'are'}`;
}

function article(noun: string): string {
  return noun === 'image' ? 'an image' : `a ${noun}`;
}

function noColumn(
  table: TextTable,
  { kind, names }: JoinTargets,
  refused: readonly Refusal[],
): IngestProblem {
  const found = refused.slice(0, 3).map(({ column, why }) => `${column} holds some of these, but ${why}`);
  const but = found.length > 0 ? ` (${found.join('; ')})` : '';
  const columns = firstFew([...table.cells.keys()], 6);
  const sentence =
    kind === 'images'
      ? `No column of ${table.name} (${columns}) names an image such as ${names[0]}${but}: the images are opened without it; give it a column of file names.`
      : `No column of ${table.name} (${columns}) holds ids of this catalogue, such as ${names[0]}${but}.`;
  return { sentence };
}
