import type { IdRows } from '../../contracts/ingest.ts';
import type { KernelName } from '../../maths/interest/kernels.ts';
import { singleText } from '../../maths/singleText.ts';
import type { InterestSearch } from './interestSearch.ts';

/** What a file says about its search besides the ratings. */
export interface SearchNotes extends Pick<InterestSearch, 'name' | 'seed' | 'start' | 'catalogue'> {
  /** The model's kernel; absent where there is no ranking */
  kernel?: KernelName;
  /** Name of the weights whose representation the model learnt from */
  weights?: string;
  /** Who rated, where they gave themselves a name */
  person?: string;
}

/** A search and its model's predictions for each galaxy, best first: the content of a file. */
export interface RatingsTable {
  notes: SearchNotes;
  /** (n) */
  ids: string[];
  /** (n) degrees, ICRS; NaN where unknown */
  raDeg: Float64Array;
  decDeg: Float64Array;
  /** (n) 0–5; NaN where not rated */
  rating: Float64Array;
  /** (n) predicted interest and its standard deviation; NaN where not computed */
  mean: Float32Array;
  std: Float32Array;
  /** (n) place in the ranked list, from 1; 0 where not ranked */
  rank: Uint32Array;
  /** (n) place among the ratings, and among the skipped, in the order given, from 1; 0 where neither */
  ratedOrder: Uint32Array;
  skippedOrder: Uint32Array;
}

/** What a table is made from besides the search. */
interface RatingsSource {
  /** (n) ids of the catalogue, by row */
  ids: IdRows;
  raDeg?: Float64Array;
  decDeg?: Float64Array;
  /** Null before there is a ranking. */
  ranking: {
    /** (≤ n) catalogue rows, best first */
    order: Uint32Array;
    /** (n) by catalogue row; NaN where there is none */
    mean: ArrayLike<number>;
    std: ArrayLike<number>;
    kernel?: KernelName;
  } | null;
  weights?: string;
  person?: string;
}

/** Every ranked galaxy in its order, then those rated or skipped that are not in the ranking or the catalogue. */
export function ratingsTable(search: InterestSearch, source: RatingsSource): RatingsTable {
  const { ranking, weights, person } = source;
  const { name, seed, start, catalogue } = search;
  const ranked = Array.from(ranking?.order ?? [], row => source.ids.at(row)!);
  const inRanking = new Set(ranked);
  const others = [...search.ratings.map(rating => rating.galaxyId), ...search.skipped];
  const ids = [...ranked, ...new Set(others.filter(id => !inRanking.has(id)))];
  const rows = rowsOf(ids, source.ids);

  const scoreOf = new Map(search.ratings.map(rating => [rating.galaxyId, rating.score]));
  const byRow = (values: ArrayLike<number> | undefined, i: number) => values?.[rows[i]] ?? Number.NaN;
  return {
    notes: { name, seed, start, catalogue, kernel: ranking?.kernel, weights, person },
    ids,
    raDeg: Float64Array.from(ids, (_, i) => byRow(source.raDeg, i)),
    decDeg: Float64Array.from(ids, (_, i) => byRow(source.decDeg, i)),
    rating: Float64Array.from(ids, id => scoreOf.get(id) ?? Number.NaN),
    mean: Float32Array.from(ids, (_, i) => byRow(ranking?.mean, i)),
    std: Float32Array.from(ids, (_, i) => byRow(ranking?.std, i)),
    rank: Uint32Array.from(ids, (_, i) => (i < ranked.length ? i + 1 : 0)),
    ratedOrder: places(
      ids,
      search.ratings.map(rating => rating.galaxyId),
    ),
    skippedOrder: places(ids, search.skipped),
  };
}

/** (ids.length) catalogue row of each, −1 where it has none */
function rowsOf(ids: readonly string[], catalogueIds: IdRows): Int32Array {
  const rowOf = new Map(Array.from(catalogueIds, (id, row) => [id, row]));
  return Int32Array.from(ids, id => rowOf.get(id) ?? -1);
}

/** (ids.length) place of each in a list, from 1; 0 where it is not in it */
function places(ids: readonly string[], list: readonly string[]): Uint32Array {
  const place = new Map(list.map((id, i) => [id, i + 1]));
  return Uint32Array.from(ids, id => place.get(id) ?? 0);
}

/** One column of a file. */
export interface RatingsColumn {
  name: string;
  type: 'text' | 'double' | 'float' | 'int';
  unit?: string;
  /** Unified content descriptor of the Virtual Observatory */
  ucd?: string;
  description: string;
  /** Cell of a row; empty where there is none */
  cell(table: RatingsTable, row: number): string;
}

/** The columns of an exported search in order, the same in CSV and VOTable. */
export const ratingsColumns: readonly RatingsColumn[] = [
  {
    name: 'id',
    type: 'text',
    ucd: 'meta.id;meta.main',
    description: 'Galaxy',
    cell: ({ ids }, row) => ids[row],
  },
  {
    name: 'ra',
    type: 'double',
    unit: 'deg',
    ucd: 'pos.eq.ra;meta.main',
    description: 'Right ascension, ICRS',
    cell: ({ raDeg }, row) => numberText(raDeg[row]),
  },
  {
    name: 'dec',
    type: 'double',
    unit: 'deg',
    ucd: 'pos.eq.dec;meta.main',
    description: 'Declination, ICRS',
    cell: ({ decDeg }, row) => numberText(decDeg[row]),
  },
  {
    name: 'rating',
    type: 'double',
    description: 'Interest as rated, 0 (none) to 5 (much); empty where not rated',
    cell: ({ rating }, row) => numberText(rating[row]),
  },
  {
    name: 'mean',
    type: 'float',
    description: 'Expected interest',
    cell: ({ mean }, row) => (Number.isNaN(mean[row]) ? '' : singleText(mean[row])),
  },
  {
    name: 'std',
    type: 'float',
    ucd: 'stat.stdev',
    description: 'Standard deviation of a rating about the expected interest',
    cell: ({ std }, row) => (Number.isNaN(std[row]) ? '' : singleText(std[row])),
  },
  {
    name: 'rank',
    type: 'int',
    ucd: 'meta.number',
    description: 'Place by interest, ratings before expectations, from 1',
    cell: ({ rank }, row) => placeText(rank[row]),
  },
  {
    name: 'rated_order',
    type: 'int',
    description: 'Place in the order in which galaxies were rated, from 1: the ranking depends on it',
    cell: ({ ratedOrder }, row) => placeText(ratedOrder[row]),
  },
  {
    name: 'skipped_order',
    type: 'int',
    description: 'Place in the order in which galaxies were skipped, from 1',
    cell: ({ skippedOrder }, row) => placeText(skippedOrder[row]),
  },
];

function numberText(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function placeText(place: number): string {
  return place === 0 ? '' : String(place);
}
