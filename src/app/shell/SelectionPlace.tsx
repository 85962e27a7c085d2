import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { lazyPart } from '../../ui/lazyPart.tsx';
import type { House } from '../house.ts';

/** The bar over the map's lower edge, there while several galaxies are selected. */
export function SelectionPlace({ house }: { house: House }) {
  const { selection } = useSession();
  const some = useStore(selection, s => s.rows.length > 0);
  const [Bar] = useState(() =>
    lazyPart('The bar of the selection', async () => {
      const [{ SelectionBar }, stores] = await Promise.all([
        import('../../features/explore/bar/SelectionBar.tsx'),
        house.openExplore(),
      ]);
      return () => (
        <SelectionBar
          stores={stores}
          images={house.readImages}
          provenance={house.provenanceNotes}
          copyMethods={() => void house.copyMethods()}
          enter={room => house.view.getState().enter(room)}
        />
      );
    }),
  );
  return some ? <Bar /> : null;
}
