import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { Session } from '../../session/session.ts';
import type { Found } from './findGalaxies.ts';

const nothing: Found = { rows: [] };

/** What a line of text finds in the open catalogue; the code of the search is loaded with its first letter. */
export async function findIn(session: Session, text: string): Promise<Found> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue || text.trim() === '') return nothing;
  try {
    const { findGalaxies } = await import('./findGalaxies.ts');
    return findGalaxies(text, catalogue, session.columns.getState().columns);
  } catch {
    return { rows: [], sentence: 'The search could not be loaded: type on to try again.' };
  }
}

/** What the text finds; `isOf` tells whether that is known already, or what it shows is of an earlier text. */
export function useFound(text: string): { found: Found; isOf(text: string): boolean } {
  const session = useSession();
  const catalogue = useStore(session.catalogue, c => c.catalogue);
  const [{ found, of }, setFound] = useState({ found: nothing, of: '' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another catalogue holds other galaxies
  useEffect(() => {
    let wanted = true;
    void findIn(session, text).then(result => {
      if (wanted) setFound({ found: result, of: text });
    });
    return () => {
      wanted = false;
    };
  }, [text, catalogue, session]);
  return { found, isOf: each => each === of };
}
