import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import { createRunLocks } from '../../data/runs/runLocks.ts';
import { createSelfDatabase } from '../../data/runs/selfDatabase.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import type { SelfStore } from './selfState.ts';
import { createSelfStore } from './selfStore.ts';

/** What the room needs of the house. */
export type SelfNeeds = Pick<
  HouseServices,
  'session' | 'encoders' | 'tensor' | 'openTensorClient' | 'pixels'
>;

/** The store of the room on this browser's database, with a tensor worker of its own. */
export function openSelfsupervise({
  session,
  encoders,
  tensor,
  openTensorClient,
  pixels,
}: SelfNeeds): SelfStore {
  const own = openTensorClient();
  const loadEncoder: typeof own.loadEncoder = async (weights, control) => {
    own.prefer((await tensor.report()).chosen);
    return own.loadEncoder(weights, control);
  };
  const store = createSelfStore({
    session,
    shelf: createSelfDatabase(),
    locks: createRunLocks('selfsupervision'),
    tensor: { ...own, loadEncoder },
    trialMs: async () => {
      const { laps, chosen } = await tensor.report();
      return laps.find(({ name }) => name === chosen)?.milliseconds ?? Number.NaN;
    },
    pixels,
    weights: encoders.weights,
    starts: encoders.starts,
    represent: encoders.representWithFile,
    clock: () => Date.now(),
    newKey: () => crypto.randomUUID(),
  });
  const follow = () => {
    const { catalogue } = session.catalogue.getState();
    void store.getState().open(catalogue ? keyOfCatalogue(catalogue) : null);
  };
  session.catalogue.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue) follow();
  });
  follow();
  return store;
}
