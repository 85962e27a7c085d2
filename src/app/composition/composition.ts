import { transfer } from 'comlink';
import { createLazyShelf, type SearchShelf } from '../../data/searches/searchShelf.ts';
import { randomWeightsName, shippedWeights } from '../../data/weights/shelf/shippedWeights.ts';
import { createIngestStore } from '../../features/ingest/ingestStore.ts';
import { createMapStore } from '../../features/map/mapStore.ts';
import type { Keeper } from '../../features/models/componentsClient.ts';
import type { LibraryStore } from '../../features/models/libraryStore.ts';
import { createModelsStore } from '../../features/models/modelsStore.ts';
import { createSimilarStore } from '../../features/similar/similarStore.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import { withJob } from '../../rpc/jobPort.ts';
import { createTensorLine } from '../../rpc/tensorClient.ts';
import { createSession } from '../../session/session.ts';
import { followAddress } from '../address/followAddress.ts';
import type { House } from '../house.ts';
import { markMilestones } from '../milestones.ts';
import { anomaliesDoor } from '../openAnomalies.ts';
import { distilDoor } from '../openDistil.ts';
import { finetuneDoor } from '../openFinetune.ts';
import { networkDoor } from '../openNetwork.ts';
import { createViewStore } from '../view.ts';
import { openAnomaliesWorker, openIngest, openLayout, openSearch, openTensor } from '../workers.ts';
import { firstColour, firstGalaxy } from './firstGalaxy.ts';

/** Builds session, workers and rooms, wires them, and opens the embedded sky. */
export function compose(): House {
  const shelf = createLazyShelf(openShelf);
  const session = createSession(() => performance.now(), storage(), shelf);
  const view = createViewStore();
  const ingestWorker = openIngest();
  const searchWorker = openSearch();
  const mapLayout = lazily(openLayout);

  const modelsUrl = new URL('models/', document.baseURI).href;
  const tell = (sentence: string) => session.notices.getState().say(sentence);
  const tensor = createTensorLine(openTensor, modelsUrl, tell);
  tensor.prefer(session.preferences.getState().backend);

  let library: Promise<LibraryStore> | undefined;
  function openLibrary(): Promise<LibraryStore> {
    library ??= import('../../features/models/openLibrary.ts').then(code =>
      code.openLibrary(session, name => models.getState().forget(name)),
    );
    library.catch(() => {
      library = undefined; // its code did not come: asked for again next time
    });
    return library;
  }

  const models = createModelsStore(
    session,
    {
      tensor,
      pixels: (handle, rows, pixelView) => ingestWorker.api.pixels(handle, rows, pixelView),
      pixelsOfFile: (file, pixelView) => ingestWorker.api.pixelsOfFile(file, pixelView),
      openKeeper,
      encoderFile: async name => (await openLibrary()).getState().encoderFile(name),
    },
    [...shippedWeights, randomWeightsName],
  );
  const map = createMapStore({
    session,
    layout: {
      layout: (...all) => mapLayout().layout(...all),
      place: (...all) => mapLayout().place(...all),
    },
  });
  const similar = createSimilarStore({
    session,
    search: searchWorker.api,
    embedQuery: async (file, control) => ({
      vector: await models.getState().embedFile(file, control),
      imageUrl: URL.createObjectURL(file),
    }),
  });
  const ingest = createIngestStore({
    session,
    ingest: ingestWorker.api,
    skyUrl: new URL('demo/sky.json', document.baseURI).href, // a worker would look for it beside its own script
    firstRow: firstGalaxy,
  });

  const openNetwork = networkDoor({
    session,
    models,
    tensor,
    ingest: {
      pixels: (handle, rows, pixelView) => ingestWorker.api.pixels(handle, rows, pixelView),
      answers: handle => ingestWorker.api.answers(handle),
    },
  });

  const openFinetune = finetuneDoor({
    session,
    models,
    openLibrary,
    tensor,
    openLine: () => createTensorLine(openTensor, modelsUrl, tell),
    pixels: (handle, rows, pixelView) => ingestWorker.api.pixels(handle, rows, pixelView),
  });

  const openAnomalies = anomaliesDoor({
    session,
    openWorker: openAnomaliesWorker,
    neighboursOf: (...all) => similar.getState().neighboursOf(...all),
    allSearches: () => shelf.listAll(),
  });

  const openDistil = distilDoor({
    session,
    openWorker: openTensor, // an instance of its own: a distillation takes hours, and the map must not wait for it
    pixels: (handle, rows, pixelView) => ingestWorker.api.pixels(handle, rows, pixelView),
  });

  followAddress(session, view, window);
  markMilestones(similar, window);
  void ingest
    .getState()
    .openSky()
    .then(() => {
      const { painted, paint } = session.columns.getState();
      if (painted === null) paint(firstColour); // a link may have said otherwise
    });

  return {
    session,
    view,
    ingest,
    models,
    openLibrary,
    map,
    similar,
    openNetwork,
    openAnomalies,
    openFinetune,
    openDistil,
    askWithImage(file) {
      similar.getState().askWithImage(file);
      view.getState().enter('similar');
    },
    fetchThumbnails(rows, sidePx) {
      const handle = session.catalogue.getState().catalogue?.handle;
      if (handle === undefined) return Promise.resolve(new Uint8Array(rows.length * sidePx * sidePx * 3));
      return ingestWorker.api.thumbnails(handle, rows, sidePx);
    },
  };
}

/** An instance of its own for each representation, so that the growing sum is not held up by a map that settles. */
function openKeeper(): Keeper {
  const { api, settle, end } = openLayout();
  return {
    begin: (dimension, components) => settle(api.begin(dimension, components)),
    add: (rows, vectors) => settle(api.add(rows, transfer(vectors, [vectors.buffer]))),
    components: control => settle(withJob(control, port => api.components(port))),
    setBasis: (mean, axes) => settle(api.setBasis(mean, axes)),
    project: vectors => settle(api.project(vectors)),
    end,
  };
}

/** Opens a worker at its first call. */
function lazily<Contract>(open: () => WorkerClient<Contract>): () => WorkerClient<Contract>['api'] {
  let client: WorkerClient<Contract> | undefined;
  return () => {
    client ??= open();
    return client.api;
  };
}

/** The disk that searches are kept on. */
async function openShelf(): Promise<SearchShelf> {
  const { createSearchesDatabase } = await import('../../data/searches/searchesDatabase.ts');
  return createSearchesDatabase();
}

/** localStorage, or nothing where the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
