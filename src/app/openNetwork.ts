import type { ModelsStore } from '../features/models/modelsStore.ts';
import type { NetworkClients } from '../features/network/networkClients.ts';
import type { NetworkStore } from '../features/network/networkStore.ts';
import type { TensorLine } from '../rpc/tensorClient.ts';
import type { Session } from '../session/session.ts';
import { whenMapDrawn } from './milestones.ts';

/** What the Network room needs of the house. */
export interface NetworkDoor {
  session: Session;
  models: ModelsStore;
  tensor: TensorLine;
  ingest: Pick<NetworkClients, 'pixels' | 'answers'>;
}

/**
 * The store of the Network room, its code fetched at the first call: when the room is entered, when a network has said
 * something of the galaxies, or, for what a catalogue brings, once its map is drawn.
 */
export function networkDoor({ session, models, tensor, ingest }: NetworkDoor): () => Promise<NetworkStore> {
  let store: Promise<NetworkStore> | undefined;
  function open(): Promise<NetworkStore> {
    store ??= import('../features/network/networkStore.ts').then(code =>
      code.createNetworkStore(session, {
        load: control => models.getState().load(control),
        call: make => tensor.call(make),
        pixels: ingest.pixels,
        answers: ingest.answers,
      }),
    );
    store.catch(() => {
      store = undefined; // its code did not come: asked for again next time
    });
    return store;
  }
  /** What fails here is said when the room is entered: nobody has asked yet. */
  const prepare = () => void open().catch(() => {});
  session.predictions.subscribe(({ predictions }) => predictions && prepare());
  session.catalogue.subscribe(({ catalogue }) => {
    if (catalogue?.head) void whenMapDrawn().then(prepare);
  });
  return open;
}
