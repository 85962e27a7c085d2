import type { Column } from '../../../contracts/column.ts';
import type { GalaxyIds, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JoiningGalaxies } from '../../../contracts/joining.ts';
import type { KeptView } from '../../../contracts/kept.ts';
import { packIds } from '../../../data/bytes/packedIds.ts';
import { addedColumns, withRowsBelow } from '../../../data/catalogues/addedColumns.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { joinedRows } from '../../../maths/neighbours/joinedRows.ts';
import type { Representation } from '../../../session/representation.ts';
import type { MadeOfCatalogue } from './sessionState.ts';

/** Galaxies of another catalogue that come below those of the open one. */
export interface ComingGalaxies {
  opened: OpenedCatalogue;
  /** What they are called here. */
  ids: GalaxyIds;
  /** (m) rows of `opened`, ascending. */
  rows: Uint32Array;
  embedded: JoiningGalaxies;
}

/** The name of the column of distances from the training galaxies, as the models publish it. */
const distancesName = 'unlike training';

/**
 * The representation with galaxies below its own.
 *
 * @param rowCount of the catalogue before
 */
export function lengthenedRepresentation(
  { sharedMemory: _ofFormer, components, rows, ...rest }: Representation,
  rowCount: number,
  { rows: coming, embedded }: ComingGalaxies,
): Representation {
  const places = placesOf(coming, rowCount);
  const added = Uint32Array.from(embedded.rows, row => places.get(row)!);
  const all = new Uint32Array(rows.length + added.length);
  all.set(rows);
  all.set(added, rows.length);
  return { ...rest, components: joinedRows(components, components.count, embedded.components), rows: all };
}

/** (n + m) columns: the catalogue's own, and those that rooms published, which are empty for whom they have not been asked about. */
interface LengthenedColumns {
  own: Column[];
  published: Column[];
}

/** The columns of the catalogue with galaxies below its own. */
export function lengthenedColumns(
  { catalogue, own, published }: MadeOfCatalogue,
  { opened, rows, embedded }: ComingGalaxies,
): LengthenedColumns {
  const n = catalogue.rowCount;
  const { name, columns } = opened;
  const taken = published.map(column => column.name);
  const longer = published.map(column => withRowsBelow(column, undefined, rows));
  const measured = longer.find(column => column.name === distancesName);
  if (measured?.kind === 'number' && embedded.distances) {
    const places = placesOf(rows, n);
    for (const [i, row] of embedded.rows.entries()) measured.values[places.get(row)!] = embedded.distances[i];
  }
  return { own: addedColumns(own, n, { name, columns, rows }, taken), published: longer };
}

/** Rows of the catalogue, by those of the catalogue that galaxies come from. */
function placesOf(rows: Uint32Array, n: number): Map<number, number> {
  return new Map(Array.from(rows, (row, i) => [row, n + i]));
}

/** What is drawn and asked of a catalogue with galaxies below its own. */
interface Joined {
  handle: number;
  representation: Representation;
  /** (n + m, 2) row-major */
  positions: Float32Array;
  columns: LengthenedColumns;
  /** What the person sees, as it is now. */
  view: KeptView;
}

/** The catalogue as it opens with more galaxies: the former ones keep their rows, and whatever belongs to them. */
export function lengthenedCatalogue(
  made: MadeOfCatalogue,
  coming: ComingGalaxies,
  { handle, representation, positions, columns, view }: Joined,
): OpenedCatalogue {
  const { catalogue, own, map, predictions } = made;
  const { opened, rows, ids } = coming;
  const n = catalogue.rowCount;
  const m = rows.length;
  const { name } = opened;
  const places = placesOf(rows, n);
  const credit = catalogue.credit?.includes(opened.credit ?? '') ? undefined : opened.credit;
  const fresh = columns.own.slice(own.length).map(column => column.name);
  return {
    ...catalogue,
    handle,
    key: keyOfCatalogue(catalogue),
    added: [...(catalogue.added ?? []), { name, rowCount: m, columns: fresh, credit }],
    rowCount: n + m,
    ids: joinedIds(catalogue.ids, ids, rows),
    columns: columns.own,
    ...joinedSky(catalogue, opened, rows),
    hasImages: catalogue.hasImages || opened.hasImages,
    credit: [catalogue.credit, credit].filter(each => each !== undefined).join(' · ') || undefined,
    embedding: undefined,
    embeddingRows: undefined,
    sharedMemory: undefined,
    head: undefined,
    asksForMap: undefined,
    weights: representation.weights,
    weightsSha256: representation.weightsSha256,
    ...{ positions, components: representation.components, basis: representation.basis },
    restored: {
      published: columns.published,
      view,
      map,
      componentRows: representation.rows.length < n + m ? representation.rows : undefined,
      picturesIn: catalogue.restored?.picturesIn,
      answers: predictions
        ? { head: predictions.head, matrix: answersOf(predictions, coming, places, n + m) }
        : undefined,
    },
    problems: [
      ...catalogue.problems,
      ...opened.problems.map(({ sentence, row }) => ({ sentence, row: places.get(row ?? -1) ?? n })),
    ],
  };
}

function joinedIds(former: GalaxyIds, ids: GalaxyIds, rows: Uint32Array): GalaxyIds {
  return packIds({
    length: former.length + rows.length,
    at: row => (row < former.length ? former.at(row) : ids.at(rows[row - former.length])),
    *[Symbol.iterator]() {
      yield* former;
      for (const row of rows) yield ids.at(row);
    },
  });
}

function joinedSky(
  { rowCount: n, raDeg, decDeg }: OpenedCatalogue,
  opened: OpenedCatalogue,
  rows: Uint32Array,
): Pick<OpenedCatalogue, 'raDeg' | 'decDeg'> {
  const longer = (own: Float64Array | undefined, more: Float64Array | undefined) => {
    if (!own && !more) return undefined;
    const all = new Float64Array(n + rows.length).fill(Number.NaN);
    if (own) all.set(own);
    if (more) for (let i = 0; i < rows.length; i++) all[n + i] = more[rows[i]];
    return all;
  };
  return { raDeg: longer(raDeg, opened.raDeg), decDeg: longer(decDeg, opened.decDeg) };
}

function answersOf(
  { answers, values }: NonNullable<MadeOfCatalogue['predictions']>,
  { embedded }: ComingGalaxies,
  places: ReadonlyMap<number, number>,
  rowCount: number,
) {
  const all = new Float32Array(rowCount * answers).fill(Number.NaN);
  all.set(values);
  if (embedded.answers?.length === embedded.rows.length * answers)
    for (const [i, row] of embedded.rows.entries())
      all.set(embedded.answers.subarray(i * answers, (i + 1) * answers), places.get(row)! * answers);
  return { rows: rowCount, columns: answers, values: all };
}
