import type { Column, TextRows } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import { commonBytes } from '../bytes/commonBytes.ts';
import { TextPacker } from '../bytes/packedTexts.ts';
import type { CellRows } from './cellRows.ts';
import { type CellValues, cellValuesOf } from './cellValues.ts';
import { wordColumn } from './columnTyping.ts';
import { isNamingColumn } from './idNames.ts';
import { decimalMark, evidenceOf, type MarkEvidence, noEvidence } from './numberText.ts';
import type { TextTable } from './textTable.ts';

/** A table's columns with their kinds, by name, and what had to be guessed about them. */
export interface TypedTable {
  columns: Map<string, CellValues>;
  problems: IngestProblem[];
}

/** Finds the kind of every column from all its rows, so that the choice of images does not change it. */
export function typedTable(table: TextTable): TypedTable {
  const looked = table.mayHoldCommas ? [...table.cells] : [];
  const evidence = new Map(looked.map(([name, cells]) => [name, evidenceOf(cells)]));
  const whole = joinEvidence([...evidence.values()]);
  const columns = new Map<string, CellValues>();
  const problems: IngestProblem[] = [];
  for (const [name, cells] of table.cells) {
    const { mark, guessed } = decimalMark(evidence.get(name) ?? noEvidence, whole, table.separator);
    const typed = cellValuesOf(cells, mark, table.notes.get(name)?.datatype);
    columns.set(name, typed);
    if (guessed && typed.values instanceof Float64Array) {
      const first = firstRow(cells, cell => cell.includes(','));
      const example = cells.at(first)!.trim();
      problems.push({
        sentence: `Commas in column ${name} of ${table.name} are read as ${mark === ',' ? 'decimal commas' : 'thousands'}: ${example} is ${typed.values[firstRow(cells, cell => cell.trim() === example)]}.`,
      });
    }
    if (typed.textBecause) {
      const { word, row } = typed.textBecause;
      problems.push({
        sentence: `Column ${name} of ${table.name} is text, because “${word}” in row ${row + 1} is not a number: correct or empty it to have numbers.`,
      });
    }
    if (typed.lostDigits && isNamingColumn(name)) problems.push(lostDigitsTold(name, table.name, typed));
  }
  return { columns, problems };
}

function lostDigitsTold(column: string, file: string, { lostDigits }: CellValues): IngestProblem {
  return {
    sentence: `Column ${column} of ${file} has lost digits (${lostDigits!.word} in row ${lostDigits!.row + 1}): it was written through floating-point numbers, which hold 15 digits, and is not used as ids; write ids as whole numbers or text.`,
  };
}

function joinEvidence(all: readonly MarkEvidence[]): MarkEvidence {
  return {
    point: all.some(each => each.point),
    comma: all.some(each => each.comma),
    eitherComma: all.some(each => each.eitherComma),
    eitherPoint: all.some(each => each.eitherPoint),
  };
}

/**
 * Columns of a table in the order of a catalogue's rows.
 *
 * @param rowOf (n) the table's row of each row of the catalogue, −1 where it has none
 */
export function tableColumns(table: TextTable, typed: TypedTable, rowOf: Int32Array): Column[] {
  return [...typed.columns].map(([name, { values }]) => {
    const { unit, description } = table.notes.get(name) ?? {};
    const head = { name, source: table.name, ...(unit && { unit }), ...(description && { description }) };
    if (values instanceof Float64Array) {
      const numbers = new Float64Array(commonBytes(8 * rowOf.length));
      for (let i = 0; i < rowOf.length; i++) numbers[i] = rowOf[i] < 0 ? Number.NaN : values[rowOf[i]];
      return { ...head, kind: 'number', values: numbers };
    }
    return wordColumn(head, arranged(values, rowOf));
  });
}

/** Words in the order of a catalogue's rows. */
function arranged(words: TextRows, rowOf: Int32Array): TextRows {
  if (rowOf.length === words.length && rowOf.every((row, i) => row === i)) return words;
  const rows = new TextPacker(rowOf.length);
  for (let i = 0; i < rowOf.length; i++) rows.add(rowOf[i] < 0 ? null : words.at(rowOf[i])!);
  return rows.finish();
}

function firstRow(cells: CellRows, holds: (cell: string) => boolean): number {
  for (let row = 0; row < cells.length; row++) if (holds(cells.at(row)!)) return row;
  return -1;
}
