import type { Neighbours, SearchOptions } from '../../contracts/search.ts';
import type { Representation } from '../../session/representation.ts';
import type { GalaxySet } from '../../session/sets/galaxySet.ts';

/** A galaxy of the catalogue as the question. */
interface GalaxyQuery {
  kind: 'galaxy';
  row: number;
}

/** An image from outside as the question. */
export interface ImageQuery {
  kind: 'image';
  file: File;
  /** Object URL: the file's own, then that of what the network saw. */
  imageUrl: string;
}

/** Many galaxies as the question: what is like their mean, and unlike others. */
interface SetQuery {
  kind: 'set';
  like: GalaxySet;
  unlike: GalaxySet | null;
}

/** What is looked for: galaxies like one of the catalogue, like an image from outside, or like many. */
export type Query = GalaxyQuery | ImageQuery | SetQuery;

/** The neighbours of one query, and how they were found. */
export interface Answer {
  query: Query;
  options: SearchOptions;
  neighbours: Neighbours;
  /** Galaxies searched: fewer than the catalogue's while some are still being embedded. */
  searched: number;
  /** Of an image from outside: its (k) components, and the representation under whose basis they are. */
  image?: { vector: Float32Array; of: Representation };
}

/** Above this share of random pairs nearer than the nearest, even the nearest is far (contracts/search.ts). */
export const farQuantile = 0.25;

/** Place of a catalogue row among (n) ascending `rows`, or −1. */
export function placeOfRow(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return rows[low] === row ? low : -1;
}
