import type { ColumnNote } from './columnNote.ts';

/** What the header of an ECSV file declares (Astropy Proposal for Enhancement 6). */
interface EcsvHeader {
  /** ' ' unless the header says ','. */
  separator: string;
  /** In the file's order, by column name. */
  columns: Map<string, ColumnNote>;
}

/**
 * Reads the part of an ECSV header's YAML that describes columns: name, unit, datatype, description, in flow style
 * (`- {name: ra, unit: deg}`) or one below the other.
 *
 * @param comments lines without their "# "
 * @returns undefined where they are not an ECSV header
 */
export function readEcsvHeader(comments: readonly string[]): EcsvHeader | undefined {
  if (!/^%ECSV\b/.test(comments[0] ?? '')) return undefined;
  const separator = comments.map(line => /^delimiter:\s*(['"]?)(.)\1\s*$/.exec(line)?.[2]).find(Boolean);
  return { separator: separator ?? ' ', columns: new Map(columnItems(comments).flatMap(noteOf)) };
}

/** The items of the list "datatype:", each joined to one line. */
function columnItems(comments: readonly string[]): string[] {
  const start = comments.findIndex(line => /^datatype:/.test(line));
  if (start < 0) return [];
  const items: string[] = [];
  for (const line of comments.slice(start + 1)) {
    if (/^\w/.test(line)) break; // the next key of the document
    const item = /^\s{0,2}-\s+(.*)$/.exec(line)?.[1];
    if (item !== undefined) items.push(item);
    else if (items.length > 0) items[items.length - 1] += `\n${line.trim()}`;
  }
  return items;
}

function noteOf(item: string): [string, ColumnNote][] {
  const name = scalarOf(item, 'name');
  if (name === undefined) return [];
  return [
    [
      name,
      {
        unit: unitOf(item),
        description: scalarOf(item, 'description'),
        datatype: scalarOf(item, 'datatype'),
      },
    ],
  ];
}

/** A plain or quoted scalar after "key:"; line breaks in it become blanks, as in YAML. */
function scalarOf(item: string, key: string): string | undefined {
  const found = new RegExp(
    `(?:^|[{,\\n])\\s*${key}:\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|'((?:[^']|'')*)'|([^,}\\n'"!][^,}\\n]*))`,
  ).exec(item);
  if (!found) return undefined;
  const [, double, single, bare] = found;
  const text = double?.replace(/\\(["\\])/g, '$1') ?? single?.replaceAll("''", "'") ?? bare.trim();
  return text.replace(/\s*\n\s*/g, ' ');
}

/** `unit: deg`, or astropy's tagged form `unit: !astropy.units.Unit {unit: deg}`. */
function unitOf(item: string): string | undefined {
  const tagged = /unit:\s*!astropy\.units\.Unit\s*\{unit:\s*([^}]*)\}/.exec(item)?.[1];
  return tagged?.trim() ?? scalarOf(item, 'unit');
}
