import { IconTelescope } from '@tabler/icons-react';
import type { Room } from '../../session/room.ts';
import type { Explore } from './openExplore.ts';

/** The room that looks at many galaxies at once: the selection and what sets it apart, filters, sets that are kept. */
export const explore: Room<{
  /** The room's stores, loaded at the first call; the bar over the map shares them. */
  openExplore(): Promise<Explore>;
}> = {
  name: 'explore',
  title: 'Explore',
  icon: IconTelescope,
  prepare: house => async () => {
    const [{ ExploreRoom }, stores] = await Promise.all([import('./ExploreRoom.tsx'), house.openExplore()]);
    return () => <ExploreRoom stores={stores} />;
  },
};
