import { createLazyShelf, type SearchShelf } from '../../data/searches/searchShelf.ts';
import type { AddingClients } from '../../features/ingest/adding/addGalaxies.ts';
import { createIngestStore } from '../../features/ingest/ingestStore.ts';
import { screenFrames } from '../../features/map/layouts/glide.ts';
import { createMapStore } from '../../features/map/mapStore.ts';
import { createEncoderServices, ownWeights } from '../../features/models/encoderServices.ts';
import { createModelsStore, type ModelsStore } from '../../features/models/modelsStore.ts';
import type { SimilarStore } from '../../features/similar/similarState.ts';
import { createSimilarStore } from '../../features/similar/similarStore.ts';
import { loadOnce } from '../../rpc/loadOnce.ts';
import { followOpeningColour } from '../../session/map/openingColour.ts';
import { createSession, type Session } from '../../session/session.ts';
import { followAddress } from '../address/followAddress.ts';
import type { House, RoomHouse } from '../house.ts';
import { markMilestones, whenMapDrawn } from '../milestones.ts';
import { rooms } from '../rooms.ts';
import { followScheme } from '../theme/followScheme.ts';
import { createViewStore } from '../view.ts';
import { openTensor } from '../workers.ts';
import { tellFinishedJobs } from './finishedJobs.ts';
import { openFirstCatalogue } from './firstCatalogue.ts';
import { firstGalaxy } from './firstGalaxy.ts';
import { followKept } from './followKept.ts';
import { createHouseClients, type HouseClients } from './houseClients.ts';
import { followLoadFailures } from './loadFailures.ts';
import { provenanceServices } from './provenanceServices.ts';

const firstClicksMs = 5000;
const mostTensors = 4; // each holds the network once more

/** Builds session, workers and rooms, wires them, and opens the embedded sky. */
export function compose(): House {
  const shelf = createLazyShelf(openShelf);
  const session = createSession(() => performance.now(), storage(), shelf);
  const view = createViewStore();
  const clients = createHouseClients(session);
  const openLibrary = loadOnce(async () => {
    const { openLibrary: open } = await import('../../features/models/openLibrary.ts');
    return open(session, name => models.getState().forget(name));
  });
  const models = createModelsStore(
    session,
    {
      tensor: clients.tensor,
      pixels: clients.ingest.pixels,
      pixelsOfFile: clients.ingest.pixelsOfFile,
      openComponents: clients.openComponents,
      openHelper: clients.openTensorClient,
      mostTensors: Math.min(mostTensors, navigator.hardwareConcurrency),
      encoderFile: async name => (await openLibrary()).getState().encoderFile(name),
      openEmbeddingLog: async (catalogue, { sha256 }) => kept.logOf(catalogue, sha256),
    },
    ownWeights,
  );
  const map = createMapStore({ session, layout: clients.layout, nextFrame: screenFrames(window) });
  const similar = createSimilar(session, clients, models);
  /** Present once a session was opened: it may hold something of the sky. */
  let sessions: Awaited<ReturnType<typeof openSessions>> | null = null;
  const skyUrl = new URL('demo/sky.json', document.baseURI).href; // relative, a worker would look for it beside its own script
  const ingest = createIngestStore({
    session,
    ingest: clients.ingest,
    skyUrl,
    firstRow: firstGalaxy,
    async recall(opened, source, control) {
      if (source.kind !== 'baked' || !sessions) return kept.recall(opened, source, control);
      return sessions.withSky(opened, source);
    },
    async takeSession(file) {
      sessions = await openSessions();
      return sessions.take(file);
    },
    leaving: () => kept.leaving(),
    restoreView: catalogue => kept.restoreView(catalogue),
  });
  const kept = followKept({
    session,
    ingest,
    view,
    client: clients.ingest,
    skyUrl,
    storage: storage(),
    page: window,
  });
  const taking = { session, opening: ingest, ingest: clients.ingest, rowsChange: kept.rowsChange };
  const place: AddingClients['place'] = async (representation, positions, columns, control) => {
    const { placesOfAdded } = await import('../../features/map/layouts/placesOfAdded.ts');
    const { shown } = session.maps.getState();
    return placesOfAdded(clients.layout, { shown, representation, positions, columns }, control);
  };
  const openAdding = loadOnce(async () => {
    const { createAddingStore } = await import('../../features/ingest/adding/addingStore.ts');
    return createAddingStore({
      ...taking,
      embed: (...all) => models.getState().embedJoining(...all),
      place,
    });
  });
  const openTiles = loadOnce(async () => {
    const { createSurveyTilesStore } = await import('../../features/ingest/tiles/surveyTilesStore.ts');
    const size = () => ({ width: window.innerWidth, height: window.innerHeight });
    return createSurveyTilesStore({ ...taking, place, size });
  });
  const openSessions = loadOnce(async () => {
    const { createSessionFiles } = await import('./sessionFiles.ts');
    return createSessionFiles({ session, view, openKeeping: kept.open, skyUrl });
  });

  const provenance = provenanceServices(session, models);

  const house: RoomHouse = {
    session,
    ingest,
    similar,
    openRecent: kept.openRecent,
    openAdding,
    awayPictures: kept.awayPictures,
    saveSession: async () => (await openSessions()).save(),
    pixels: clients.ingest.pixels,
    imagesOf: clients.ingest.images,
    closeSecond: () => ingest.getState().closeSecond(),
    searchSecond: clients.searchSecond,
    catalogueAnswers: clients.ingest.answers,
    encoders: createEncoderServices(models, openLibrary),
    tensor: clients.tensor,
    openTensorClient: clients.openTensorClient,
    openTensorWorker: openTensor,
    openExplore: loadOnce(async () =>
      (await import('../../features/explore/openExplore.ts')).openExplore(session),
    ),
    neighboursOf: (...all) => similar.getState().neighboursOf(...all),
    readSurveyAbout: async rows => (await openTiles()).getState().read(rows),
    allSearches: () => shelf.listAll(),
    whenMapDrawn,
    provenanceNotes: provenance.notes,
    enter: room => view.getState().enter(room),
    drawMap: settings => map.getState().draw(settings),
    chooseWeights: () => view.getState().showModels(true),
  };
  const panels = new Map(rooms.map(room => [room.name, loadOnce(room.prepare(house))]));

  followAddress(session, view, window, kept.openLinked);
  markMilestones(similar, window);
  followScheme(session.preferences, window);
  followLoadFailures(session.notices, window);
  tellFinishedJobs(session, view);
  followOpeningColour(session);
  void openFirstCatalogue(ingest, session.notices, window, kept.last);
  if (import.meta.env.PROD) void keptOffline(session.notices);

  return {
    ...house,
    view,
    models,
    map,
    openTiles,
    openLibrary,
    copyMethods: provenance.copyMethods,
    saveFigure: async (...all) => (await import('../provenance/saveFigure.ts')).saveFigure(...all),
    openRoom(name) {
      const open = panels.get(name);
      return open ? open() : Promise.reject(new Error(`need the name of a room; got “${name}”`));
    },
    readImages(rows) {
      const handle = session.catalogue.getState().catalogue?.handle;
      return handle === undefined ? Promise.resolve([]) : clients.ingest.images(handle, rows);
    },
    askWithImage(file) {
      similar.getState().askWithImage(file);
      view.getState().enter('similar');
    },
    fetchThumbnails(rows, sidePx) {
      const handle = session.catalogue.getState().catalogue?.handle;
      if (handle === undefined) return Promise.resolve(new Uint8Array(rows.length * sidePx * sidePx * 3));
      return clients.ingest.thumbnails(handle, rows, sidePx);
    },
  };
}

/** The search, in which images from outside are embedded with the network of the map. */
function createSimilar(session: Session, { search }: HouseClients, models: ModelsStore): SimilarStore {
  return createSimilarStore({
    session,
    search,
    embedQuery: async (file, control) => ({
      vector: await models.getState().embedFile(file, control),
      imageUrl: URL.createObjectURL(file),
    }),
  });
}

/** The browser's database of searches; its code is loaded when it is first needed. */
async function openShelf(): Promise<SearchShelf> {
  const { createSearchesDatabase } = await import('../../data/searches/searchesDatabase.ts');
  return createSearchesDatabase();
}

/** Keeps the app on this machine once the first map and the first clicks on it need nothing more. */
async function keptOffline(notices: Session['notices']): Promise<void> {
  await whenMapDrawn();
  await new Promise(resolve => setTimeout(resolve, firstClicksMs));
  const { keepOffline } = await import('./offline.ts');
  await keepOffline(notices, window);
}

/** localStorage, or nothing where the browser forbids it. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
