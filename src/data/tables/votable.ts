import { SaxesParser } from 'saxes';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { ColumnNote } from './columnNote.ts';
import { unitText } from './columnNote.ts';
import { decodeVotableRows } from './votableBinary.ts';
import type { BinaryField } from './votableCell.ts';

/** One TABLE of a VOTable document. */
export interface Votable {
  /** PARAMs of the table and of the resource that contains it, by name */
  params: Map<string, string>;
  /** By FIELD name, in the file's order; each (rowCount); null values are '' */
  cells: Map<string, string[]>;
  /** Units, types and descriptions of the FIELDs, by the same names */
  notes: Map<string, ColumnNote>;
  rowCount: number;
  /** Set where the rows are in a serialisation that is not read here: "FITS", "PARQUET", or "BINARY in another file" */
  unread?: string;
}

const pieceLength = 1 << 18; // characters between two pauses: about 20 ms
const otherSerialisations = new Set(['FITS', 'PARQUET']);
const binarySerialisations = new Set(['BINARY', 'BINARY2']);

/**
 * The tables of a VOTable document (IVOA recommendation 1.4, Ochsenbein et al. 2019) whose rows are TABLEDATA, or BINARY
 * or BINARY2 within the document; strict: text that is not well-formed XML, or has a row that does not fit its fields, is refused.
 *
 * @throws UnreadableError with a sentence for the person
 */
export async function readVotables(text: string, fileName: string): Promise<Votable[]> {
  const reading = createReading(fileName);
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  parser.on('error', error => {
    throw new UnreadableError(
      `${fileName} is not well-formed XML (${error.message.replace(/\.$/, '')}): save it again, or choose another file.`,
    );
  });
  parser.on('opentag', ({ name, attributes }) => reading.open(localName(name), attributes));
  parser.on('closetag', ({ name }) => reading.close(localName(name)));
  parser.on('text', piece => reading.text(piece));
  parser.on('cdata', piece => reading.text(piece));
  for (let at = 0; at < text.length; at += pieceLength) {
    parser.write(text.slice(at, at + pieceLength));
    if (at + pieceLength < text.length) await new Promise(resolve => setTimeout(resolve));
  }
  parser.close();
  return reading.tables;
}

interface Field extends BinaryField {
  nullText?: string;
  /** Whether its null value is a number that a double holds: -99.0 and -99.000 are then the same. */
  isNumber: boolean;
}

const exactTypes = new Set(['char', 'unicodeChar', 'long']);

function isNull({ nullText, isNumber }: Field, cell: string): boolean {
  if (nullText === undefined) return false;
  const text = cell.trim();
  return text === nullText || (isNumber && text !== '' && Number(text) === Number(nullText));
}

function createReading(fileName: string) {
  const tables: Votable[] = [];
  const path: string[] = [];
  let params = new Map<string, string>();
  let table: Votable | undefined;
  let fields: Field[] = [];
  let row: string[] = [];
  let cell: string | undefined;
  let stream: string | undefined;
  let description: string | undefined;

  function finishRow(): void {
    if (!table) return;
    if (row.length !== fields.length) {
      throw new UnreadableError(
        `Row ${table.rowCount + 1} of ${fileName} has ${row.length} ${row.length === 1 ? 'cell' : 'cells'} where ${fields.length} ${fields.length === 1 ? 'field is' : 'fields are'} declared: it is not a valid VOTable.`,
      );
    }
    const columns = [...table.cells.values()];
    for (const [j, field] of fields.entries()) columns[j].push(isNull(field, row[j]) ? '' : row[j]);
    table.rowCount++;
  }

  function finishStream(flagged: boolean): void {
    if (!table || stream === undefined) return;
    const columns = decodeVotableRows(stream, fields, flagged, fileName);
    const kept = [...table.cells.values()];
    for (const [j, field] of fields.entries()) {
      for (const text of columns[j]) kept[j].push(isNull(field, text) ? '' : text);
    }
    table.rowCount = columns[0]?.length ?? 0;
    stream = undefined;
  }

  return {
    tables,
    open(name: string, attributes: Record<string, string>): void {
      if (path.length === 0 && name !== 'VOTABLE') {
        throw new UnreadableError(
          `${fileName} is not a VOTable: its root is <${name}> where <VOTABLE> is needed.`,
        );
      }
      const parent = path.at(-1);
      path.push(name);
      if (name === 'RESOURCE') params = new Map();
      else if (name === 'TABLE') {
        table = { params: new Map(params), cells: new Map(), notes: new Map(), rowCount: 0 };
        tables.push(table);
        fields = [];
      } else if (name === 'PARAM') {
        (table?.params ?? params).set(attributes.name ?? '', attributes.value ?? '');
      } else if (name === 'FIELD' && table) {
        let unique = attributes.name || attributes.ID || `column ${fields.length + 1}`;
        while (table.cells.has(unique)) unique += '_';
        const { datatype, unit, arraysize } = attributes;
        fields.push({ name: unique, datatype, arraysize, isNumber: !exactTypes.has(datatype) });
        table.cells.set(unique, []);
        table.notes.set(unique, { datatype, unit: unitText(unit ?? '') });
      } else if (name === 'VALUES' && parent === 'FIELD' && attributes.null !== undefined) {
        const field = fields.at(-1);
        if (field) field.nullText = attributes.null.trim();
      } else if (otherSerialisations.has(name) && table) table.unread = name;
      else if (name === 'STREAM' && table && binarySerialisations.has(parent ?? '')) {
        if (attributes.encoding === 'base64' && attributes.href === undefined) stream = '';
        else table.unread = `${parent} in another file`;
      } else if (name === 'TR') row = [];
      else if (name === 'TD') cell = '';
      else if (name === 'DESCRIPTION' && parent === 'FIELD') description = '';
    },
    text(piece: string): void {
      if (cell !== undefined) cell += piece;
      else if (stream !== undefined) stream += piece;
      else if (description !== undefined) description += piece;
    },
    close(name: string): void {
      path.pop();
      if (name === 'TD') {
        row.push(cell ?? '');
        cell = undefined;
      } else if (name === 'DESCRIPTION') {
        const field = fields.at(-1)?.name;
        const text = description?.replace(/\s+/g, ' ').trim();
        if (text && field !== undefined)
          table?.notes.set(field, { ...table.notes.get(field), description: text });
        description = undefined;
      } else if (name === 'TR') finishRow();
      else if (name === 'STREAM') finishStream(path.at(-1) === 'BINARY2');
      else if (name === 'TABLE') table = undefined;
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
