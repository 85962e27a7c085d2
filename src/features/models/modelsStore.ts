import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { JobControl } from '../../contracts/job.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { isAbort } from '../../rpc/jobPort.ts';
import type { Session } from '../../session/session.ts';
import type { ComponentsClient } from './componentsClient.ts';
import { createEncoderChoice } from './encoderChoice.ts';
import { createMapBasis } from './mapBasis.ts';
import type { ModelsClients, ModelsState } from './modelsState.ts';
import { createRepresentationJob } from './representations/representationJob.ts';
import { createShownRepresentations } from './representations/shownRepresentations.ts';

const busy =
  'The galaxies are being embedded with other weights: search by an image once that is done, or stop it.';

const stillEmbedding =
  'The galaxies on the map are still being embedded: add others once that is done, or stop it.';

/** Store of backend and weights, made by `createModelsStore`. */
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
  const mapBasis = createMapBasis(clients.openComponents);
  const shown = createShownRepresentations(session);

  const store: ModelsStore = createStore<ModelsState>((_set, get) => ({
    backend: null,
    racing: false,
    card: null,
    chosen: session.preferences.getState().weights ?? shipped[0],
    switching: null,
    race: () => choice.race(),
    async prefer(backend) {
      session.preferences.getState().change({ backend });
      clients.tensor.prefer(backend);
      await choice.race();
    },
    represent: () => job.start(null),
    use: name => job.start(name),
    async load(control) {
      const embedding = job.embedding();
      if (embedding !== null) return choice.loaded(embedding, control);
      const weights = session.representation.getState().representation?.weights;
      if (weights === undefined || weights === get().chosen) return choice.loadedChoice(control);
      return choice.loaded(weights, control).catch(error => {
        if (isAbort(error)) throw error;
        return choice.loadedChoice(control); // the catalogue's own, which are not in this browser
      });
    },
    forget(name) {
      shown.forget(name);
      choice.forget(name);
      if (get().chosen === name) choice.choose(shipped[0]);
    },
    async embedJoining(source, rows, control) {
      if (job.embedding() !== null) throw new Error(stillEmbedding);
      const { card, components } = await ofMap(control);
      const { embedJoining } = await import('./embedJoining.ts'); // few catalogues are added to
      const check = () => {
        if (choice.present() !== card) throw new Error(busy);
      };
      return embedJoining({ clients, card, components, check }, source, rows, control);
    },
    async embedFile(file, control) {
      const { card, components } = await ofMap(control);
      const batch = await clients.pixelsOfFile(file, card.view);
      const vector = await clients.tensor.call(api => api.embed(batch));
      if (choice.present() !== card) throw new Error(busy); // a switch came between
      return (await components.project(vector)).values;
    },
  }));

  /** The network of the map, loaded, and what places others among its components. @throws Error with a sentence where there is none */
  async function ofMap(control: JobControl): Promise<{ card: EncoderCard; components: ComponentsClient }> {
    const { catalogue } = session.catalogue.getState();
    const { chosen } = store.getState();
    const weights = session.representation.getState().representation?.weights ?? chosen;
    if (weights === 'file') {
      throw new Error(
        'This map was made with weights its file does not name: recompute its representations first.',
      );
    }
    const embedding = job.embedding();
    if (embedding !== null && embedding !== weights) throw new Error(busy);
    const card = await choice.loaded(weights, control);
    const components = await mapBasis.clientOf(catalogue);
    control.signal?.throwIfAborted();
    return { card, components };
  }

  const choice = createEncoderChoice(session, clients, shipped, store);
  const helpers = { open: choice.helper, most: clients.mostTensors ?? 1 };
  const job = createRepresentationJob({ session, clients, mapBasis, shown, helpers }, choice, store);

  session.catalogue.subscribe(({ catalogue }, former) => {
    if (catalogue === former.catalogue) return;
    job.stop();
    if (catalogue?.formerWeights) tellFormer(session, catalogue, () => void store.getState().use(shipped[0]));
    if (catalogue && !catalogue.components) void store.getState().represent();
  });
  return store;
}

/** Says that a file's representations are of weights the app had before. @param anew computes them with the present ones */
function tellFormer(
  { notices, catalogue: open }: Session,
  catalogue: OpenedCatalogue,
  anew: () => void,
): void {
  const { name, formerWeights, hasImages } = catalogue;
  const stays = `The representations in ${name} were made by earlier weights named “${formerWeights}”. They are used as they are, but no new picture can be placed among them.`;
  const act = () => {
    if (open.getState().catalogue === catalogue) anew();
    else
      notices.getState().say(`${name} is no longer open: open it again to compute its representations anew.`);
  };
  if (hasImages) notices.getState().say(stays, { action: { label: 'Compute them anew', act } });
  else notices.getState().say(`${stays} Open the galaxies with their images to compute them anew.`);
}
