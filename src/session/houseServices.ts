import type { IngestWorker } from '../contracts/ingest.ts';
import type { JobControl } from '../contracts/job.ts';
import type { LayoutSettings } from '../contracts/layoutSettings.ts';
import type { EncoderCard, EncoderFile } from '../contracts/tensor.ts';
import type { WorkerClient } from '../rpc/client.ts';
import type { TensorClient, TensorJobs } from '../rpc/tensorClient.ts';
import type { InterestSearch } from './labels.ts';
import type { Session } from './session.ts';

/** The networks of the house, by the name of their weights. */
export interface EncoderServices {
  /** Loads the network of the map, or the chosen one where that is not possible; a loaded one is not loaded again. */
  load(control: JobControl): Promise<EncoderCard>;
  /** Weights as a tensor worker takes them. Rejects with a sentence where they are not in this browser. */
  weights(name: string): Promise<string | EncoderFile>;
  /** Weights a training can begin from: those of the app, then those in this browser. */
  starts(): Promise<{ name: string; title: string }[]>;
  /** Represents the open catalogue with other weights, or takes their earlier representation of it. Never rejects. */
  representWith(name: string): Promise<void>;
  /** Puts a file of weights beside the others and represents the open catalogue with it. */
  representWithFile(file: File): Promise<void>;
}

/** What the house offers its rooms. A room names the part it needs: `Room<Pick<HouseServices, 'session' | 'pixels'>>`. */
export interface HouseServices {
  session: Session;
  /** Galaxies of an open catalogue as a network takes them. */
  pixels: IngestWorker['pixels'];
  /** Images of an open catalogue, by its handle, as its file holds them. */
  imagesOf: IngestWorker['images'];
  /** Lets the second open catalogue go. */
  closeSecond(): void;
  /** (n, answers) row-major: the predictions of a catalogue's own head for its galaxies. */
  catalogueAnswers: IngestWorker['answers'];
  encoders: EncoderServices;
  /** The app's own tensor worker, which knows the backend that is best here. */
  tensor: Pick<TensorClient, 'call' | 'report'>;
  /** A tensor worker of the room's own, so that hours of training do not hold up the map; started at its first call. */
  openTensorClient(): TensorClient;
  /** The same without a backend chosen, for a room that takes care of its worker itself. Starts it. */
  openTensorWorker(): WorkerClient<TensorJobs>;
  /** (≤ k) catalogue rows nearest to one, itself left out; rejects where it has no representation. */
  neighboursOf(row: number, k: number, signal: AbortSignal): Promise<Uint32Array>;
  /** Reads galaxies of the survey of which the open catalogue is a part: of the tiles in which most of some lie. Never rejects. */
  readSurveyAbout(rows: Uint32Array): Promise<void>;
  /** Every search for interesting galaxies kept in this browser, of whichever catalogue. */
  allSearches(): Promise<InterestSearch[]>;
  /** Resolves once the first map is on screen: work that can wait starts then. */
  whenMapDrawn(): Promise<void>;
  /** Where what is on screen comes from, as it is at the call: a line a fact, as a file carries it. */
  provenanceNotes(): Promise<Readonly<Record<string, string>>>;
  /** Opens a room by its name. */
  enter(room: string): void;
  /** Draws the map another way. */
  drawMap(settings: LayoutSettings): void;
  /** Opens the dialog in which a person chooses the weights of the map. */
  chooseWeights(): void;
}
