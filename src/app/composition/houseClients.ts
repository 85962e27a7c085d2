import { createJoiningClient, type JoiningClient } from '../../features/ingest/adding/joiningClient.ts';
import { createIngestClient } from '../../features/ingest/ingestClient.ts';
import { createLayoutClient, type LayoutClient } from '../../features/map/points/layoutClient.ts';
import { type ComponentsClient, createComponentsClient } from '../../features/models/componentsClient.ts';
import { createSearchClient, type SearchClient } from '../../features/similar/searchClient.ts';
import { createTensorClient, type TensorClient } from '../../rpc/tensorClient.ts';
import type { Session } from '../../session/session.ts';
import { openIngest, openLayout, openSearch, openTensor } from '../workers.ts';

/** The workers of the house. Each starts at its first call and comes back when it is lost. */
export interface HouseClients {
  ingest: JoiningClient;
  search: SearchClient;
  /** The same among the galaxies of the second open catalogue, in a worker of its own. */
  searchSecond: SearchClient;
  layout: LayoutClient;
  tensor: TensorClient;
  /** Another tensor worker, with its own backend and encoder. */
  openTensorClient(): TensorClient;
  /** Another layout worker for each representation, so that a map that is settling never delays its components. */
  openComponents(): ComponentsClient;
}

/** Clients for all workers; none is started yet. The tensor worker prefers the person's backend; its losses become notices. */
export function createHouseClients({ notices, preferences, representation, second }: Session): HouseClients {
  const modelsUrl = new URL('models/', document.baseURI).href;
  const say = (sentence: string) => notices.getState().say(sentence);
  const openTensorClient = () => createTensorClient(openTensor, modelsUrl, say);
  const tensor = openTensorClient();
  tensor.prefer(preferences.getState().backend);
  return {
    ingest: createJoiningClient(createIngestClient(openIngest)),
    search: createSearchClient(openSearch, representation.getState),
    searchSecond: createSearchClient(openSearch, () => {
      const { second: kept, version } = second.getState();
      return { representation: kept?.representation ?? null, version };
    }),
    layout: createLayoutClient(openLayout),
    tensor,
    openTensorClient,
    openComponents: () => createComponentsClient(openLayout),
  };
}
