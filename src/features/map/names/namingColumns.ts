import type { Column } from '../../../contracts/column.ts';
import type { NamingColumn } from '../../../maths/density/regionNames.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { plainWords } from '../../../ui/text/plainWords.ts';
import { kindsOf } from '../points/pointColours.ts';

const mostNumbers = 64e6; // values sent to the worker: 0.3 GB for a moment, where a million galaxies have many columns
const noWord = /^(ra|dec|.*id|.*_err(or)?|index|row|x|y|.*votes.*)$/i; // where it is on the sky, or how well it was measured
const ofRooms = new Set(['similar', 'network', 'anomalies', 'clusters of several trainings']); // their colours come and go, and answers are summed up as a shape
const clustersSource = 'clusters'; // only names that a person gave its clusters say what a galaxy is

/** The columns that can tell what a part of the map is: those of the catalogue that neither name a galaxy nor place it. */
export function tellingColumns(columns: readonly Column[]): TellingColumn[] {
  return columns.filter(
    (column): column is TellingColumn =>
      column.kind !== 'text' &&
      !ofRooms.has(column.source) &&
      !(column.source === clustersSource && column.kind === 'number') &&
      !noWord.test(column.name) &&
      !noWord.test(columnLabel(column)),
  );
}

type TellingColumn = Exclude<Column, { kind: 'text' }>;

/** The columns of a catalogue whose words may name a part of its map. */
export function namingColumns(columns: readonly Column[]): NamingColumn[] {
  const found: NamingColumn[] = [];
  let numbers = 0;
  for (const column of tellingColumns(columns)) {
    const label = columnLabel(column);
    const own = namingColumn(column, label);
    const size = column.kind === 'number' ? column.values.length : column.codes.length;
    if (!own || numbers + size > mostNumbers) continue;
    numbers += size;
    found.push(own);
  }
  return found;
}

function namingColumn(column: TellingColumn, label: string): NamingColumn | null {
  const kinds = kindsOf(column);
  if (kinds)
    return { kind: 'words', words: wordsOf(column.kind, label, kinds.categories), codes: kinds.codes };
  if (column.kind !== 'number') return null;
  const { values } = column;
  if (column.label !== undefined && isShare(values)) {
    // "No bar" and the like say what most galaxies are not.
    return /^(no|not|nothing)\b/i.test(label) ? null : { kind: 'share', word: label.toLowerCase(), values };
  }
  return { kind: 'measure', word: plainWords(label), values };
}

/** Words as they are, behind the name of their column where they are numbers; of a flag its name where it is set; of other whole numbers name and value. */
function wordsOf(
  kind: 'number' | 'category',
  label: string,
  categories: readonly string[],
): (string | null)[] {
  const words = plainWords(label);
  if (kind === 'category') {
    return categories.map(word => {
      if (/^(unknown|none|other|dont_know|cluster \d+|)$/i.test(word)) return null;
      return /^[-−]?[\d.]+$/.test(word) ? `${words} ${word}` : plainWords(word);
    });
  }
  if (categories.join() === '0,1') return [null, words];
  return categories.map(value => `${words} ${value}`);
}

function isShare(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] < 0 || values[i] > 1) return false;
  return true;
}
