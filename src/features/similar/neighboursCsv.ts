import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { Neighbours } from '../../contracts/search.ts';

/** Neighbours as a CSV table (RFC 4180): id, ra and dec in degrees (empty where unknown), distance. */
export function neighboursCsv(neighbours: Neighbours, catalogue: OpenedCatalogue): string {
  const lines = ['id,ra,dec,distance'];
  neighbours.rows.forEach((row, i) => {
    const position = [catalogue.raDeg?.[row], catalogue.decDeg?.[row]].map(cell);
    lines.push([quoted(catalogue.ids[row]), ...position, String(neighbours.distances[i])].join(','));
  });
  return `${lines.join('\r\n')}\r\n`;
}

function cell(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
