import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { HeadPredictions } from '../../session/predictions.ts';
import type { Session } from '../../session/session.ts';
import type { EmbeddingControl } from './embedCatalogue.ts';
import { createEncoderLoader } from './encoderLoader.ts';
import type { FormerRepresentation } from './formerRepresentations.ts';
import { createMapBasis } from './mapBasis.ts';
import type { ModelsClients, ModelsState } from './modelsState.ts';
import { adoptRepresentation, embedWith } from './representCatalogue.ts';
import { createShownRepresentations } from './shownRepresentations.ts';

const busy =
  'The galaxies are being embedded with other weights: search by an image once that is done, or stop it.';

export type ModelsStore = StoreApi<ModelsState>;

/**
 * Backend, weights and the embedding of catalogues.
 *
 * @param shipped names of the weights beside the app, the default first
 */
export function createModelsStore(
  session: Session,
  clients: ModelsClients,
  shipped: readonly string[],
): ModelsStore {
  const standard = shipped[0];
  let stop: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  /** Weights of the embedding under way: no other network may be loaded under it. */
  let embedding: string | null = null;
  const mapBasis = createMapBasis(clients.openKeeper);
  const shown = createShownRepresentations(session);

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

    const loader = createEncoderLoader(clients.tensor, shipped, clients.encoderFile, card => set({ card }));

    async function loaded(name: string, control: JobControl): Promise<EncoderCard> {
      if (!get().backend) await race();
      return loader.load(name, control);
    }

    /** The chosen weights, or the shipped ones where those can no longer be had. */
    async function loadedChoice(control: JobControl): Promise<EncoderCard> {
      const { chosen } = get();
      try {
        return await loaded(chosen, control);
      } catch (error) {
        if (chosen === standard || isAbort(error)) throw error;
        get().forget(chosen);
        const card = await loaded(standard, control);
        session.notices
          .getState()
          .complain(
            `The weights you last used could not be loaded. ${sentenceOf(error)} ${card.title} is used instead; the Models dialog can fetch them again.`,
          );
        return card;
      }
    }

    /** Embeds under a map that stays as it is until the new representation is whole; the first one shows as it grows. */
    async function embed(
      catalogue: OpenedCatalogue,
      card: EncoderCard,
      control: EmbeddingControl,
    ): Promise<void> {
      const present = session.representation.getState().representation;
      const quiet = present !== null && (present.complete || present.weights !== card.name);
      const keeper = clients.openKeeper();
      if (!quiet) mapBasis.hold(keeper, catalogue);
      async function publish(complete: boolean, predictions: HeadPredictions | null): Promise<void> {
        if (quiet && !complete) return;
        const { matrix, rows, basis } = await keeper.components({});
        if (session.catalogue.getState().catalogue !== catalogue) return; // another was opened meanwhile
        mapBasis.hold(keeper, catalogue);
        const representation = { weights: card.name, components: matrix, rows, complete };
        shown.replace(catalogue, { representation, predictions, basis });
      }
      try {
        const problems = await embedWith(catalogue, { ...clients, keeper, card, publish }, control);
        tellUnread(problems.map(problem => problem.sentence));
      } finally {
        if (!mapBasis.holds(keeper)) keeper.end();
      }
    }

    async function adopt(catalogue: OpenedCatalogue, control: JobControl): Promise<void> {
      const keeper = clients.openKeeper();
      mapBasis.hold(keeper, catalogue);
      await adoptRepresentation(catalogue, keeper, control);
      const { matrix, rows, basis } = await keeper.components({});
      if (session.catalogue.getState().catalogue !== catalogue) return; // another was opened meanwhile
      const weights = catalogue.weights ?? 'file';
      const representation = { weights, components: matrix, rows, complete: true };
      shown.replace(catalogue, {
        representation,
        predictions: session.predictions.getState().predictions,
        basis,
      });
    }

    async function putBack(catalogue: OpenedCatalogue, again: FormerRepresentation): Promise<void> {
      shown.replace(catalogue, again);
      await mapBasis.give(again.basis, catalogue);
    }

    function tellUnread(sentences: string[]): void {
      const one = sentences.length === 1;
      if (sentences.length === 0) return;
      session.notices
        .getState()
        .complain(
          `${sentences.length} ${one ? 'image' : 'images'} could not be read and ${one ? 'is' : 'are'} left off the map.`,
          sentences,
        );
    }

    /** @param wanted weights asked for; null takes the file's own representation, or the chosen weights */
    async function run(stopped: AbortSignal, wanted: string | null): Promise<void> {
      const catalogue = session.catalogue.getState().catalogue;
      if (!catalogue || stopped.aborted) return;
      const notices = session.notices.getState();
      const adopts = wanted === null && catalogue.embedding !== undefined;
      const present = session.representation.getState().representation;
      const already = wanted !== null && present?.weights === wanted && present.complete;
      const again = wanted === null || already ? undefined : shown.former(catalogue, wanted);
      const embeds = catalogue.hasImages && !adopts && !already && !again;
      if (!embeds && !adopts && wanted === null) {
        notices.say(
          `${catalogue.name} has neither images nor representations, so there is nothing to map; its table can be read.`,
        );
        return;
      }
      const title =
        embeds || adopts ? `Embed ${catalogue.rowCount.toLocaleString('en')} galaxies` : `Load ${wanted}`;
      const job = session.jobs.getState().start(title, { pausable: embeds });
      const signal = AbortSignal.any([job.signal, stopped]);
      const control = { signal, onProgress: job.report, whenUnpaused: job.whenUnpaused };
      if (wanted !== null) set({ switching: { name: wanted, job: job.id } });
      try {
        if (adopts) await adopt(catalogue, control);
        else if (embeds) {
          embedding = wanted ?? get().chosen; // before it is loaded: from here on no other is
          const card = await (wanted === null ? loadedChoice(control) : loaded(wanted, control));
          embedding = card.name;
          await embed(catalogue, card, control);
        } else if (wanted !== null) {
          if (again) await putBack(catalogue, again);
          await loaded(wanted, control);
        }
        job.finish('done');
        if (wanted !== null) choose(wanted);
      } catch (error) {
        if (isAbort(error)) job.finish('stopped');
        else {
          job.finish('failed', sentenceOf(error));
          const stays = wanted === null || again ? '' : ' The map keeps the representation it had.';
          const what =
            embeds || adopts ? 'The galaxies could not be embedded' : 'The network could not be loaded';
          notices.complain(`${what}: ${sentenceOf(error)}${stays}`);
        }
      } finally {
        embedding = null;
        if (get().switching?.job === job.id) set({ switching: null });
      }
    }

    function choose(name: string): void {
      set({ chosen: name });
      session.preferences.getState().change({ weights: name === standard ? null : name });
    }

    /** Stops what runs, waits for it (it may be keeping what it has), and starts anew. */
    async function start(wanted: string | null): Promise<void> {
      stop?.abort();
      const mine = new AbortController();
      stop = mine;
      running = running.then(() => run(mine.signal, wanted));
      await running;
    }

    return {
      backend: null,
      racing: false,
      card: null,
      chosen: session.preferences.getState().weights ?? standard,
      switching: null,
      race,
      async prefer(backend) {
        session.preferences.getState().change({ backend });
        clients.tensor.prefer(backend);
        await race();
      },
      represent: () => start(null),
      use: start,
      async load(control) {
        if (embedding !== null) return loaded(embedding, control);
        const weights = session.representation.getState().representation?.weights;
        if (weights === undefined || weights === get().chosen) return loadedChoice(control);
        return loaded(weights, control).catch(error => {
          if (isAbort(error)) throw error;
          return loadedChoice(control); // the catalogue's own, which are not in this browser
        });
      },
      forget(name) {
        shown.forget(name);
        if (get().chosen === name) choose(standard);
      },
      async embedFile(file, control) {
        const catalogue = session.catalogue.getState().catalogue;
        const weights = session.representation.getState().representation?.weights ?? get().chosen;
        if (weights === 'file') {
          throw new Error(
            'This map was made with weights its file does not name: recompute its representations first.',
          );
        }
        if (embedding !== null && embedding !== weights) throw new Error(busy);
        const card = await loaded(weights, control);
        const keeper = await mapBasis.keeperOf(catalogue);
        control.signal?.throwIfAborted();
        const batch = await clients.pixelsOfFile(file, card.view);
        const vector = await clients.tensor.call(api => api.embed(batch));
        if (loader.present() !== card) throw new Error(busy); // a switch came between
        return (await keeper.project(vector)).values;
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
