import type { Column } from '../../../contracts/column.ts';
import type { JoinedPair, JoinedTable, TableToJoin } from '../../../contracts/tableJoin.ts';
import { matchPositions, type SkyPlaces } from '../../../maths/catalogue/positionMatch.ts';
import { type TypedTable, tableColumns, typedTable } from '../../tables/tableColumns.ts';
import { joinTable } from '../../tables/tableJoin.ts';
import type { TextTable } from '../../tables/textTable.ts';
import { findSkyPositions } from '../skyPosition.ts';
import { readGalaxyTable } from './galaxyTable.ts';

/** The galaxies a table is joined to. */
interface JoinedTo {
  ids: readonly string[];
  /** (n) degrees; NaN where unknown; both or neither. */
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  /** Names of columns that exist already; a column of the table with such a name gets the table's name appended. */
  taken: ReadonlySet<string>;
}

/** What was read of a table, before it is joined. */
interface ReadTable {
  table: TextTable;
  typed: TypedTable;
}

const shownPairs = 5;
const labelNames = /class|label|type|rating|morph|answer/i; // what a person would compare first

/**
 * Reads a table and joins it to galaxies by id; by position as well, where both have positions.
 *
 * @throws UnreadableError where it is no table
 */
export async function tableToJoin(file: File, galaxies: JoinedTo): Promise<TableToJoin> {
  const table = await readGalaxyTable(file);
  const read = { table, typed: typedTable(table) };
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  const sky = findSkyPositions(tableColumns(table, read.typed, rows));
  const { raDeg, decDeg } = galaxies;
  const canMeet = sky?.raDeg && sky.decDeg && raDeg && decDeg;
  return {
    name: file.name,
    byId: joinedById(read, galaxies),
    ...(canMeet && {
      byPosition: (maxArcsec: number) =>
        joinedByPosition(
          read,
          galaxies,
          [
            { raDeg, decDeg },
            { raDeg: sky.raDeg!, decDeg: sky.decDeg! },
          ],
          maxArcsec,
        ),
    }),
  };
}

function joinedById({ table, typed }: ReadTable, galaxies: JoinedTo): TableToJoin['byId'] {
  const { ids } = galaxies;
  const { rowOf, column, matched, problems } = joinTable(table, typed, { kind: 'galaxies', names: ids });
  if (column === undefined) {
    return { why: [...problems, ...typed.problems].map(problem => problem.sentence).join(' ') };
  }
  const columns = columnsOf({ table, typed }, rowOf, galaxies).filter(({ name }) => name !== column);
  if (columns.length === 0) return { why: 'It has ids and nothing besides: add a column.' };
  return {
    columns,
    sentence: `${count(matched)} of ${count(ids.length)} galaxies matched a row of ${table.name} on its column ${column}.`,
    pairs: pairsOf(table, rowOf, column, (row, galaxy) => ({
      cell: table.cells.get(column)!.at(row)!.trim(),
      id: ids[galaxy],
    })),
    problems: sentencesOf({ table, typed }, problems),
  };
}

function joinedByPosition(
  { table, typed }: ReadTable,
  galaxies: JoinedTo,
  [places, rows]: [galaxies: SkyPlaces, rows: SkyPlaces],
  maxArcsec: number,
): JoinedTable {
  const { ids } = galaxies;
  const match = matchPositions(places, rows, maxArcsec);
  const { rowOf, separationArcsec } = match;
  const matched = rowOf.reduce((sum, row) => sum + Number(row >= 0), 0);
  const degrees = (value: number) => value.toFixed(5);
  const separation: Column = {
    kind: 'number',
    name: `separation (${table.name})`,
    description: 'How far the row lies from the galaxy it was joined to.',
    source: table.name,
    unit: 'arcsec',
    values: separationArcsec,
    reversed: true,
  };
  return {
    columns: [...columnsOf({ table, typed }, rowOf, galaxies), separation],
    sentence: `${count(matched)} of ${count(ids.length)} galaxies have a row of ${table.name} within ${maxArcsec}″.`,
    pairs: pairsOf(table, rowOf, '', (row, galaxy) => ({
      cell: `${degrees(rows.raDeg[row])} ${degrees(rows.decDeg[row])}`,
      id: `${ids[galaxy]} (${separationArcsec[galaxy].toFixed(2)}″ away)`,
    })),
    problems: [...doublesTold(match, table.name, maxArcsec), ...sentencesOf({ table, typed }, [])],
  };
}

/** Galaxies and rows that have several partners: the nearest pairs were made, and a person should know how many others there were. */
function doublesTold(
  {
    galaxiesWithSeveral,
    rowsWithSeveral,
    rowsLeftOver,
  }: Omit<ReturnType<typeof matchPositions>, 'rowOf' | 'separationArcsec'>,
  name: string,
  maxArcsec: number,
): string[] {
  if (galaxiesWithSeveral + rowsWithSeveral === 0) return [`There are no doubles within ${maxArcsec}″.`];
  return [
    `Doubles within ${maxArcsec}″: galaxies with more than one row of ${name}: ${count(galaxiesWithSeveral)}; rows with more than one galaxy: ${count(rowsWithSeveral)}. The nearest pairs were taken, each once; rows left over: ${count(rowsLeftOver)}.`,
  ];
}

/** The table's columns by galaxy, under names that are free. */
function columnsOf({ table, typed }: ReadTable, rowOf: Int32Array, { taken }: JoinedTo): Column[] {
  return tableColumns(table, typed, rowOf).map(each => ({
    ...each,
    name: taken.has(each.name) ? `${each.name} (${table.name})` : each.name,
  }));
}

function pairsOf(
  table: TextTable,
  rowOf: Int32Array,
  joinedOn: string,
  names: (row: number, galaxy: number) => { cell: string; id: string },
): JoinedPair[] {
  const others = [...table.cells.keys()].filter(name => name !== joinedOn);
  const label = others.find(name => labelNames.test(name)) ?? others.at(-1)!;
  const pairs: JoinedPair[] = [];
  for (let galaxy = 0; galaxy < rowOf.length && pairs.length < shownPairs; galaxy++) {
    const row = rowOf[galaxy];
    if (row < 0) continue;
    const word = table.cells.get(label)!.at(row)!.trim();
    pairs.push({ ...names(row, galaxy), label: `${label} = ${word || 'empty'}` });
  }
  return pairs;
}

function sentencesOf({ table, typed }: ReadTable, problems: readonly { sentence: string }[]): string[] {
  return [...table.problems, ...typed.problems, ...problems].map(({ sentence }) => sentence);
}

function count(n: number): string {
  return n.toLocaleString('en');
}
