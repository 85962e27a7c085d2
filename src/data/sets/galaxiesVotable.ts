import type { Column } from '../../contracts/column.ts';
import { xmlText } from '../bytes/xmlText.ts';
import type { SomeGalaxies } from './someGalaxies.ts';

/** One field, and its cells. */
interface Field {
  name: string;
  attributes: string;
  description?: string;
  cell(place: number): string | null;
}

/**
 * Galaxies as VOTable 1.4 in TABLEDATA; what is not known is an empty cell.
 *
 * @param text value of a column at a place as a file holds it; null where there is none
 * @param notes what the file says about itself, as PARAMs: how the galaxies were chosen
 */
export function writeGalaxiesVotable(
  { ids, raDeg, decDeg, columns }: SomeGalaxies,
  text: (column: Column, place: number) => string | null,
  notes: Readonly<Record<string, string>>,
): string {
  const words = 'datatype="unicodeChar" arraysize="*"';
  const fields: Field[] = [
    { name: 'id', attributes: `${words} ucd="meta.id;meta.main"`, cell: place => ids[place] },
  ];
  const degrees = (name: string, ucd: string, values: Float64Array): Field => ({
    name,
    attributes: `datatype="double" unit="deg" ref="icrs" ucd="${ucd};meta.main"`,
    cell: place => (Number.isNaN(values[place]) ? null : String(values[place])),
  });
  if (raDeg && decDeg) fields.push(degrees('ra', 'pos.eq.ra', raDeg), degrees('dec', 'pos.eq.dec', decDeg));
  for (const column of columns) {
    const number = column.kind === 'number';
    const type = column.kind === 'number' && column.values instanceof Float32Array ? 'float' : 'double';
    const unit = column.unit ? ` unit="${xmlText(column.unit)}"` : '';
    fields.push({
      name: column.name,
      attributes: `${number ? `datatype="${type}"` : words}${unit}`,
      description: column.description,
      cell: place => numberText(column, place) ?? text(column, place),
    });
  }
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">', // the name space of both 1.3 and 1.4
    '<RESOURCE type="results">',
    '<COOSYS ID="icrs" system="ICRS"/>',
    `<TABLE name="galaxies" nrows="${ids.length}">`,
    ...Object.entries(notes).map(
      ([name, value]) => `<PARAM name="${name}" ${words} value="${xmlText(value)}"/>`,
    ),
    ...fields.map(({ name, attributes, description }) =>
      description
        ? `<FIELD name="${xmlText(name)}" ${attributes}><DESCRIPTION>${xmlText(description)}</DESCRIPTION></FIELD>`
        : `<FIELD name="${xmlText(name)}" ${attributes}/>`,
    ),
    '<DATA><TABLEDATA>',
  ];
  for (let place = 0; place < ids.length; place++) {
    lines.push(`<TR>${fields.map(({ cell }) => `<TD>${xmlText(cell(place) ?? '')}</TD>`).join('')}</TR>`);
  }
  lines.push('</TABLEDATA></DATA>', '</TABLE>', '</RESOURCE>', '</VOTABLE>', '');
  return lines.join('\n');
}

/** What VOTable 1.4 (section 6) calls numbers that are not finite; null for others, which are written as elsewhere. */
function numberText(column: Column, place: number): string | null {
  if (column.kind !== 'number') return null;
  const value = column.values[place];
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  return value === Number.NEGATIVE_INFINITY ? '-Inf' : null;
}
