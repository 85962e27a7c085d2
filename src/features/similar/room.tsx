import { IconLayoutGrid } from '@tabler/icons-react';
import type { HouseServices } from '../../session/houseServices.ts';
import type { Room } from '../../session/room.ts';
import type { SearchClient } from './searchClient.ts';
import type { SimilarStore } from './similarState.ts';

/** The galaxies most like the selected one; its store is made at the start, since other rooms search through it. */
export const similar: Room<
  { similar: SimilarStore } & Pick<
    HouseServices,
    'session' | 'provenanceNotes' | 'imagesOf' | 'closeSecond'
  > & {
      /** Searches the second open catalogue. */
      searchSecond: SearchClient;
    }
> = {
  name: 'similar',
  title: 'Similar',
  icon: IconLayoutGrid,
  prepare: house => async () => {
    const { SimilarRoom } = await import('./SimilarRoom.tsx');
    return () => (
      <SimilarRoom
        store={house.similar}
        searchSecond={house.searchSecond}
        images={house.imagesOf}
        onCloseSecond={house.closeSecond}
        provenance={house.provenanceNotes}
      />
    );
  },
};
