import type { StoreApi } from 'zustand/vanilla';
import type { Ranking, UnsupervisedMethod, UnusualRanking } from '../../../contracts/anomalies.ts';
import type { Progress } from '../../../contracts/job.ts';
import type { Acquisition } from '../../../maths/interest/acquisition.ts';
import type { KernelName } from '../../../maths/interest/kernels.ts';
import type { InterestSearch, Rating } from '../../../session/labels.ts';
import type { AnomaliesClients } from './anomaliesClients.ts';
import type { Card } from './card.ts';
import type { SearchRows } from './searchRows.ts';

/** How the model learns and asks; the worker's defaults at first. */
interface ModelSettings {
  kernel: KernelName;
  acquisition: Acquisition;
  /** Null: the acquisition's own default. */
  tradeOff: number | null;
}

/** The last ranking, with its values for each galaxy of the catalogue. */
export interface Learnt {
  ranking: Ranking;
  /** Catalogue rows that were ranked, ascending. */
  rows: Uint32Array;
  version: number;
  /** Ratings it was learnt from, and the kernel it was learnt with. */
  ratings: number;
  kernel: KernelName;
  /** (n) by catalogue row; NaN where there is none */
  interest: Float32Array;
  /** (n) by catalogue row; NaN where there is none */
  uncertainty: Float32Array;
}

/** An answer to "what is unusual here", with its scores by catalogue row. */
export interface Unusual {
  method: UnsupervisedMethod;
  ranking: UnusualRanking;
  /** (n) by catalogue row; NaN where there is none */
  scores: Float32Array;
}

/** What a new search begins with. */
export type Beginning =
  | { start: 'random' | UnsupervisedMethod }
  | { start: 'examples'; rows: readonly number[] }
  /** `surprise`: values are a clustering's, and the largest come first. */
  | { start: 'votes'; values: ArrayLike<number>; surprise?: boolean };

/** Everything the Anomalies room shows and does. */
export interface AnomaliesState {
  /** The galaxy asked about; it stays until it is rated or skipped, even while another is shown. */
  card: Card | null;
  /** Row of the galaxy shown large in the room: the one asked about, or one the person chose. */
  shown: number | null;
  /** Cards after it, in order. */
  upcoming: readonly Card[];
  /** Ratings and skips of the search, by catalogue row. */
  searchRows: SearchRows;
  /** Null until the first ranking of this search has come. */
  learnt: Learnt | null;
  unusual: Unusual | null;
  working: 'ranking' | 'unusual' | null;
  progress: Progress | null;
  /** Why there is no new ranking, as a sentence. */
  failure: string | null;
  /** True where the person stopped the last ranking. */
  stopped: boolean;
  settings: ModelSettings;
  /** The room is open: the selection follows the card, and the card the selection. */
  enter(): void;
  /** Another room is open: card and selection no longer follow each other. */
  leave(): void;
  /** Makes a new search and opens it. */
  begin(name: string, beginning: Beginning): void;
  /** Rates the galaxy shown. @param score 0–5 */
  rate(score: number): void;
  /** Several ratings as one step: an imported file, another search. @returns how many are of galaxies of this catalogue */
  rateAll(ratings: readonly Rating[]): number;
  /** Skips the galaxy shown: it is not asked about again. */
  skip(): void;
  /** Takes back the last rating or skip and shows its galaxy. */
  undo(): void;
  /** Repeats what was undone last. */
  redo(): void;
  /** Shows the galaxy rated before the one shown. */
  back(): void;
  /** Shows the galaxy rated after it, or after the last one the galaxy asked about. */
  forward(): void;
  /** Changes how the model learns or chooses, and ranks again. */
  change(settings: Partial<ModelSettings>): void;
  /** Stops the call under way; the last results stay. */
  stop(): void;
  /** Ranks once more, after a failure or a stop. */
  askAgain(): void;
  /** (≤ k) catalogue rows nearest to one, as the Similar room finds them. */
  neighboursOf(row: number, k: number, signal: AbortSignal): Promise<Uint32Array>;
  /** The searches of every catalogue in this browser, to take ratings over from. */
  allSearches(): Promise<InterestSearch[]>;
}

/** Store of the Anomalies room, made by `createAnomaliesStore`. */
export type AnomaliesStore = StoreApi<AnomaliesState>;

/** What every part of the store works with. */
export interface StoreParts {
  clients: AnomaliesClients;
  get(): AnomaliesState;
  set(fields: Partial<AnomaliesState>): void;
}
