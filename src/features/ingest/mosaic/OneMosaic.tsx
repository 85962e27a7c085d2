import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import type { Session } from '../../../session/session.ts';
import { MosaicPart } from './MosaicPart.tsx';
import { createMosaicClient } from './mosaicClient.ts';
import { createMosaicStore, type MosaicStore } from './mosaicStore.ts';

const stores = new WeakMap<Session, MosaicStore>(); // the image stays while another room is open

/** The session's one large image. */
export function OneMosaic({ open }: { open(source: CatalogueSource): Promise<void> }) {
  const session = useSession();
  let store = stores.get(session);
  if (!store) {
    store = createMosaicStore({
      ...{ session, client: createMosaicClient(), openCatalogue: open },
      now: () => performance.now(),
    });
    stores.set(session, store);
  }
  return <MosaicPart store={store} />;
}
