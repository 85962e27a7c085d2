import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { Found } from './findGalaxies.ts';

const nothing: Found = { rows: [] };

/** What a line of text finds in the open catalogue; the code of the search is loaded with its first letter. */
export function useFound(text: string): Found {
  const session = useSession();
  const catalogue = useStore(session.catalogue, c => c.catalogue);
  const [found, setFound] = useState(nothing);
  useEffect(() => {
    if (!catalogue || text.trim() === '') {
      setFound(nothing);
      return;
    }
    let wanted = true;
    import('./findGalaxies.ts').then(
      ({ findGalaxies }) => {
        if (wanted) setFound(findGalaxies(text, catalogue, session.columns.getState().columns));
      },
      () => {
        if (wanted) setFound({ rows: [], sentence: 'The search could not be loaded: type on to try again.' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [text, catalogue, session]);
  return found;
}
