import type { HeadCard } from '../../contracts/decisionTree.ts';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import { isHeadCard } from '../galaxyZoo/headCard.ts';
import type { ColumnNote } from '../tables/columnNote.ts';

/** What a Parquet file written by `npm run bake` says about itself, in its key-value metadata. */
export interface BakedNotes {
  /** Name of the catalogue. */
  name?: string;
  /** Weights that made the representations. */
  weights?: string;
  /** Hexadecimal, of those weights. */
  weightsSha256?: string;
  simulated: boolean;
  credit?: string;
  basis?: OpenedCatalogue['basis'];
  /** The head whose predictions the column `predicted` holds. */
  head?: HeadCard;
  /** What columns mean, by name. */
  columns?: Record<string, ColumnNote>;
  /** Where the file comes from, a line a fact; for people and other programs. */
  provenance?: Readonly<Record<string, string>>;
}

/** Notes as they were read. */
interface ReadNotes extends BakedNotes {
  /** What the damaged notes held, in words: "the basis of its components". The rest of the file opens without it. */
  damaged: string[];
}

const prefix = 'morphospace.';
/** What the note on the head holds, in words. */
export const headNote = 'the questions its predictions answer';

/** Whether a file says that it was written here, so that its columns x and y are a map. */
export function isBaked(notes: ReadonlyMap<string, string>): boolean {
  return [...notes.keys()].some(key => key.startsWith(prefix));
}

/** The notes of a file; one that is damaged is left out and named. */
export function readNotes(notes: ReadonlyMap<string, string>): ReadNotes {
  const damaged: string[] = [];
  const unlessDamaged = <Value>(what: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch {
      damaged.push(what); // reported with the file's other problems
      return undefined;
    }
  };
  const said = (key: string) => notes.get(prefix + key) || undefined; // an empty note says nothing
  const basis = said('basis');
  return {
    name: said('name'),
    weights: said('weights'),
    weightsSha256: said('weightsSha256'),
    simulated: said('simulated') === 'true',
    credit: said('credit'),
    basis: unlessDamaged('the basis of its components', () => basis && basisOf(basis)) || undefined,
    head: unlessDamaged(headNote, () => headOf(said('head'))),
    columns: unlessDamaged('what its columns mean', () => columnNotes(said('columns'))),
    damaged,
  };
}

function headOf(text: string | undefined): HeadCard | undefined {
  if (text === undefined) return undefined;
  const card: unknown = JSON.parse(text);
  if (isHeadCard(card)) return card;
  throw new RangeError('need questions that number their answers without a gap; got others');
}

/** Notes that another program changed are used as far as they can be read: they only describe columns. */
function columnNotes(text: string | undefined): BakedNotes['columns'] {
  const notes: unknown = JSON.parse(text ?? 'null');
  return typeof notes === 'object' && notes !== null ? (notes as BakedNotes['columns']) : undefined;
}

/** Key-value metadata for `notes`; the basis as base64 of 16-bit floats, mean then axes, after "k×dimension:". */
export function writeNotes(notes: BakedNotes): { key: string; value: string }[] {
  const entries: [string, string | undefined][] = [
    ['name', notes.name],
    ['weights', notes.weights],
    ['weightsSha256', notes.weightsSha256],
    ['simulated', notes.simulated ? 'true' : undefined],
    ['credit', notes.credit],
    ['basis', notes.basis && textOf(notes.basis)],
    ['head', notes.head && JSON.stringify(notes.head)],
    ['columns', notes.columns && JSON.stringify(notes.columns)],
    ['provenance', notes.provenance && JSON.stringify(notes.provenance)],
  ];
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [{ key: prefix + key, value }]));
}

function textOf({ mean, axes }: NonNullable<BakedNotes['basis']>): string {
  const bytes = encodeFloat16([...mean, ...axes.values]);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `${axes.rows}×${axes.columns}:${btoa(binary)}`;
}

function basisOf(text: string): NonNullable<BakedNotes['basis']> {
  const [, rowsText, columnsText, base64] = /^(\d+)×(\d+):(.*)$/s.exec(text) ?? [];
  const rows = Number(rowsText);
  const columns = Number(columnsText);
  if (base64 === undefined) throw new RangeError('need "rows×columns:" and base64; got something else');
  const values = decodeFloat16(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)));
  if (values.length !== (rows + 1) * columns) {
    throw new RangeError(`need ${(rows + 1) * columns} numbers; got ${values.length}`);
  }
  return { mean: values.slice(0, columns), axes: { rows, columns, values: values.slice(columns) } };
}
