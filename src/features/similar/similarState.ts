import type { StoreApi } from 'zustand/vanilla';
import type { Progress } from '../../contracts/job.ts';
import type { Metric } from '../../maths/neighbours/metrics.ts';
import type { Session } from '../../session/session.ts';
import type { GalaxySet } from '../../session/sets/galaxySet.ts';
import type { EmbedQuery } from './imageQuery.ts';
import type { Answer, ImageQuery, Query } from './query.ts';
import type { SearchClient } from './searchClient.ts';

/** What the Similar room asks of the rest of the app; a test hands in its own. */
export interface SimilarClients {
  session: Session;
  search: SearchClient;
  embedQuery: EmbedQuery;
}

/** The question of the Similar room, its last answer, and how it is asked. */
export interface SimilarState {
  query: Query | null;
  /** The last answer; it belongs to a former query while `working`. */
  answer: Answer | null;
  working: 'embedding' | 'searching' | null;
  progress: Progress | null;
  /** Why there is no answer to `query`, as a sentence. */
  failure: string | null;
  /** Image last asked with, to return to. */
  image: ImageQuery | null;
  /** Leading components wanted; null means all there are. */
  components: number | null;
  /** Whether only galaxies that pass the filters are answers; without filters all are. */
  withinFilter: boolean;
  /** Galaxies nearer on the sky to the one asked about, in arcsec, are no answer; 0: all may be. */
  leastArcsec: number;
  /** Whether the map is painted by distance to the selected galaxy. */
  paintsMap: boolean;
  /** Whether the second open catalogue is searched instead of the one on the map. */
  across: boolean;
  /** Whether the whole survey is searched of which the open catalogue is a part. */
  whole: boolean;
  changeMetric(metric: Metric): void;
  /** @param k neighbours wanted, ≥ 1 */
  changeNeighbours(k: number): void;
  /** Compares by the leading components only; null: by all. */
  changeComponents(components: number | null): void;
  /** Keeps answers within the filters, or not. */
  keepWithinFilter(within: boolean): void;
  /** @param arcsec ≥ 0 */
  changeLeastArcsec(arcsec: number): void;
  /** Colours the map by distance to the selected galaxy, or gives it back what it showed. */
  paintMap(paints: boolean): void;
  searchAcross(across: boolean): void;
  searchWhole(whole: boolean): void;
  /** Looks for galaxies like an image from outside, with the network that made the map. */
  askWithImage(file: File): void;
  /** Looks for galaxies like many, and unlike others. */
  askWithSet(like: GalaxySet, unlike: GalaxySet | null): void;
  /** Asks with the last image once more. */
  returnToImage(): void;
  /** Leaves the image or the set for the selected galaxy. */
  returnToGalaxy(): void;
  /** Selects a neighbour: it becomes the query. */
  moveOn(row: number): void;
  /** Tries again after a failure. */
  askAgain(): void;
  /** Ends the search under way; the last answer stays. */
  stop(): void;
  /** (≤ k) catalogue rows nearest to one by the metric and components chosen, for another room. Changes nothing here. */
  neighboursOf(row: number, k: number, signal: AbortSignal): Promise<Uint32Array>;
}

/** Store of the Similar room, made by `createSimilarStore`. */
export type SimilarStore = StoreApi<SimilarState>;
