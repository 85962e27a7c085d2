import { UnreadableError } from '../bytes/unreadable.ts';
import { xmlText } from '../bytes/xmlText.ts';
import { readVotables } from '../tables/votable.ts';
import { enoughColumns, type RatingsFile, ratingsFrom } from './ratingsFile.ts';
import { besides, searchNotesOf } from './ratingsNotes.ts';
import { type RatingsColumn, type RatingsTable, ratingsColumns } from './ratingsTable.ts';

const types: Record<RatingsColumn['type'], string> = {
  text: 'datatype="unicodeChar" arraysize="*"',
  double: 'datatype="double"',
  float: 'datatype="float"',
  int: 'datatype="int"',
};

/**
 * A search as VOTable 1.4 in TABLEDATA; its notes are PARAMs of the table.
 *
 * @param provenance where the representations come from; names that the search itself uses are left out
 */
export function writeRatingsVotable(
  table: RatingsTable,
  provenance: Readonly<Record<string, string>> = {},
): string {
  const n = table.ids.length;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">', // the name space of both 1.3 and 1.4
    '<RESOURCE type="results">',
    '<COOSYS ID="icrs" system="ICRS"/>',
    `<TABLE name="ratings" nrows="${n}">`,
    '<DESCRIPTION>Ratings of Morphospace, and the interest expected from them</DESCRIPTION>',
    ...[...searchNotesOf(table), ...besides(provenance)].map(
      ([name, value]) =>
        `<PARAM name="${name}" ${typeof value === 'number' ? 'datatype="long"' : types.text} value="${xmlText(String(value))}"/>`,
    ),
  ];
  for (const { name, type, unit, ucd, description } of ratingsColumns) {
    const attributes = [`name="${name}"`, types[type]];
    if (unit) attributes.push(`unit="${unit}"`, 'ref="icrs"'); // degrees are positions
    if (ucd) attributes.push(`ucd="${ucd}"`);
    lines.push(`<FIELD ${attributes.join(' ')}><DESCRIPTION>${description}</DESCRIPTION></FIELD>`);
  }
  lines.push('<DATA><TABLEDATA>');
  for (let row = 0; row < n; row++) {
    const cells = ratingsColumns.map(column => `<TD>${xmlText(column.cell(table, row))}</TD>`);
    lines.push(`<TR>${cells.join('')}</TR>`);
  }
  lines.push('</TABLEDATA></DATA>', '</TABLE>', '</RESOURCE>', '</VOTABLE>', '');
  return lines.join('\n');
}

/**
 * Reads ratings from the first table of a VOTable document that has columns of ids and ratings, or else from its first table.
 *
 * @throws UnreadableError with a sentence for the person
 */
export async function readRatingsVotable(text: string, name: string): Promise<RatingsFile> {
  const tables = await readVotables(text, name);
  const table = tables.find(({ cells }) => enoughColumns([...cells.keys()])) ?? tables[0];
  if (!table) throw new UnreadableError(`${name} has no table: a TABLE with ids and ratings is needed.`);
  if (table.unread) {
    throw new UnreadableError(
      `The rows of ${name} are written as ${table.unread}: save it as TABLEDATA, which TOPCAT calls “VOTable (TABLEDATA)” and astropy tabledata_format="tabledata".`,
    );
  }
  return ratingsFrom({ fileName: name, notes: table.params, cells: table.cells, problems: [] });
}
