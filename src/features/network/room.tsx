import { IconBrain } from '@tabler/icons-react';
import { loadOnce } from '../../rpc/loadOnce.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Room } from '../../session/room.ts';
import type { NetworkStore } from './networkStore.ts';

type Needs = Pick<
  HouseServices,
  'session' | 'encoders' | 'tensor' | 'pixels' | 'catalogueAnswers' | 'whenMapDrawn' | 'chooseWeights'
>;

/** What the network of the map says of a galaxy, and on what grounds. */
export const network: Room<Needs> = {
  name: 'network',
  title: 'Network',
  icon: IconBrain,
  prepare(house) {
    const openStore = loadOnce(async () => {
      const { createNetworkStore } = await import('./networkStore.ts');
      return createNetworkStore(house.session, {
        load: house.encoders.load,
        call: house.tensor.call,
        pixels: house.pixels,
        answers: house.catalogueAnswers,
      });
    });
    openForPredictions(house, openStore);
    return async () => {
      const [{ NetworkRoom }, store] = await Promise.all([import('./NetworkRoom.tsx'), openStore()]);
      return () => <NetworkRoom store={store} onChooseWeights={house.chooseWeights} />;
    };
  },
};

/**
 * The store publishes predictions as columns whether or not the room is entered: it is opened as soon as a network has
 * said something of the galaxies, and for what a catalogue brings once its map is drawn.
 */
function openForPredictions({ session, whenMapDrawn }: Needs, openStore: () => Promise<NetworkStore>): void {
  /** What fails here is said when the room is entered: nobody has asked yet. */
  const open = () => void openStore().catch(() => {});
  session.predictions.subscribe(({ predictions }) => predictions && open());
  session.catalogue.subscribe(({ catalogue }) => {
    if (catalogue?.head) void whenMapDrawn().then(open);
  });
}
