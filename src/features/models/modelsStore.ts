import { createStore, type StoreApi } from 'zustand/vanilla';
import type { IngestProblem, OpenedCatalogue, PixelBatch, PixelView } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { Components } from '../../contracts/layout.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import type { BackendName, BackendReport, EncoderCard } from '../../contracts/tensor.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import { sentenceOf } from '../../session/notices.ts';
import { blankPredictions, fillPredictions } from '../../session/predictions.ts';
import type { Session } from '../../session/session.ts';
import { type EmbeddingControl, embedCatalogue } from './embedCatalogue.ts';
import type { TensorLine } from './tensorLine.ts';

/** Principal components kept of a representation: the paper searches in about 40; 64 hold a little more. */
const componentsKept = 64;
const sampleSeed = 1; // any: it only fixes which galaxies come first
const rowsAtOnce = 2048; // of a representation the file brings: 10 MB at 1,280 numbers each

/** The workers this room speaks to, as plain promises. */
export interface ModelsClients {
  tensor: TensorLine;
  pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch>;
  pixelsOfFile(file: File, view: PixelView): Promise<PixelBatch>;
  begin(dimension: number, components: number): Promise<void>;
  add(rows: Uint32Array, vectors: Float32Array): Promise<void>;
  components(control: JobControl): Promise<Components>;
  setBasis(mean: Float32Array, axes: Matrix): Promise<void>;
  project(vectors: Float32Array): Promise<Matrix>;
}

export interface ModelsState {
  /** Null until a backend was first needed or asked about. */
  backend: BackendReport | null;
  racing: boolean;
  card: EncoderCard | null;
  /** Embeds the open catalogue, or takes the representation its file brings. A running one is stopped first. */
  represent(): Promise<void>;
  /** The network in use, its weights fetched first where that has not been done. */
  load(control: JobControl): Promise<EncoderCard>;
  /** Components of one image from outside, under the present basis. */
  embedFile(file: File, control: JobControl): Promise<Float32Array>;
  /** Races the backends if that has not been done. */
  race(): Promise<void>;
  prefer(backend: BackendName | null): Promise<void>;
}

export type ModelsStore = StoreApi<ModelsState>;

/** Backend, weights and the embedding of catalogues. */
export function createModelsStore(session: Session, clients: ModelsClients, weights: string): ModelsStore {
  let stop: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  /** The catalogue whose components the layout worker was given or has fitted. */
  let basisOf: OpenedCatalogue | null = null;

  const store = createStore<ModelsState>((set, get) => {
    async function race(): Promise<void> {
      set({ racing: true });
      try {
        set({ backend: await clients.tensor.report() });
      } catch (error) {
        session.notices.getState().complain(`No backend could be started: ${sentenceOf(error)}`);
      } finally {
        set({ racing: false });
      }
    }

    async function loadedCard(control: JobControl): Promise<EncoderCard> {
      const present = get().card;
      if (present) return present;
      await race();
      const card = await clients.tensor.loadEncoder(weights, control);
      set({ card });
      return card;
    }

    async function publish(catalogue: OpenedCatalogue, name: string, complete: boolean): Promise<void> {
      const { matrix, rows } = await clients.components({});
      if (session.catalogue.getState().catalogue !== catalogue) return; // another was opened meanwhile
      session.representation.getState().replace({ weights: name, components: matrix, rows, complete });
    }

    /** The representation the file itself brings. */
    async function adopt(catalogue: OpenedCatalogue, embedding: Matrix, control: JobControl): Promise<void> {
      const { rows, columns, values } = embedding;
      basisOf = catalogue;
      await clients.begin(columns, Math.min(componentsKept, rows, columns));
      for (let from = 0; from < rows; from += rowsAtOnce) {
        control.signal?.throwIfAborted();
        const to = Math.min(rows, from + rowsAtOnce);
        const these = Uint32Array.from({ length: to - from }, (_, i) => from + i);
        await clients.add(these, values.slice(from * columns, to * columns));
        control.onProgress?.({ phase: 'Reading representations', done: to, total: rows, unit: 'galaxies' });
      }
      await publish(catalogue, catalogue.weights ?? 'file', true);
    }

    async function embed(catalogue: OpenedCatalogue, control: EmbeddingControl): Promise<IngestProblem[]> {
      const card = await loadedCard(control);
      const batchSize = await clients.tensor.call(api => api.batchSize());
      basisOf = catalogue;
      await clients.begin(card.dimension, Math.min(componentsKept, catalogue.rowCount));
      const predicted = card.head && blankPredictions(card.name, card.head, catalogue.rowCount);
      const steps = {
        rowCount: catalogue.rowCount,
        batchSize,
        pixels: (rows: Uint32Array) => clients.pixels(catalogue.handle, rows, card.view),
        embed: (batch: PixelBatch) => clients.tensor.call(api => api.embed(batch)),
        async keep(rows: Uint32Array, vectors: Float32Array) {
          if (predicted)
            fillPredictions(predicted, rows, await clients.tensor.call(api => api.answers(vectors)));
          await clients.add(rows, vectors);
        },
        async publish(complete: boolean) {
          await publish(catalogue, card.name, complete);
          if (session.catalogue.getState().catalogue === catalogue)
            session.predictions.getState().replace(predicted ? { ...predicted } : null);
        },
      };
      return (await embedCatalogue(steps, sampleSeed, control)).problems;
    }

    async function run(stopped: AbortSignal): Promise<void> {
      const catalogue = session.catalogue.getState().catalogue;
      if (!catalogue || stopped.aborted) return;
      const notices = session.notices.getState();
      if (!catalogue.hasImages && !catalogue.embedding) {
        notices.say(
          `${catalogue.name} has neither images nor representations, so there is nothing to map; its table can be read.`,
        );
        return;
      }
      const title = `Embed ${catalogue.rowCount.toLocaleString('en')} galaxies`;
      const job = session.jobs
        .getState()
        .start(title, { pausable: catalogue.hasImages && !catalogue.embedding });
      const signal = AbortSignal.any([job.signal, stopped]);
      const control = { signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
      try {
        let problems: IngestProblem[] = [];
        if (catalogue.embedding) await adopt(catalogue, catalogue.embedding, control);
        else problems = await embed(catalogue, control);
        job.finish('done');
        if (problems.length > 0) {
          const one = problems.length === 1;
          notices.complain(
            `${problems.length} ${one ? 'image' : 'images'} could not be read and ${one ? 'is' : 'are'} left off the map.`,
            problems.map(p => p.sentence),
          );
        }
      } catch (error) {
        if (isAbort(error)) job.finish('stopped');
        else {
          job.finish('failed', sentenceOf(error));
          notices.complain(`The galaxies could not be embedded: ${sentenceOf(error)}`);
        }
      }
    }

    return {
      backend: null,
      racing: false,
      card: null,
      race,
      load: loadedCard,
      async prefer(backend) {
        session.preferences.getState().change({ backend });
        clients.tensor.prefer(backend);
        await race();
      },
      async represent() {
        stop?.abort();
        await running; // it may be keeping what it has
        const mine = new AbortController();
        stop = mine;
        running = run(mine.signal);
        await running;
      },
      async embedFile(file, control) {
        const catalogue = session.catalogue.getState().catalogue;
        const card = await loadedCard(control);
        const weightsOfMap = session.representation.getState().representation?.weights;
        if (weightsOfMap !== undefined && weightsOfMap !== card.name) {
          throw new Error(
            `This map was made with the weights "${weightsOfMap}", which are not loaded: recompute its representations first.`,
          );
        }
        if (catalogue?.basis && basisOf !== catalogue) {
          await clients.setBasis(catalogue.basis.mean, catalogue.basis.axes);
          basisOf = catalogue;
        }
        control.signal?.throwIfAborted();
        const batch = await clients.pixelsOfFile(file, card.view);
        const vector = await clients.tensor.call(api => api.embed(batch));
        return (await clients.project(vector)).values;
      },
    };
  });

  session.catalogue.subscribe(({ catalogue }, former) => {
    if (catalogue === former.catalogue) return;
    stop?.abort();
    if (catalogue && !catalogue.components) void store.getState().represent();
  });
  return store;
}
