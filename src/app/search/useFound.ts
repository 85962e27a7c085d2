import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { Session } from '../../session/session.ts';
import type { Found } from './findGalaxies.ts';
import { inTurns } from './inTurns.ts';

const nothing: Found = { rows: [] };

/**
 * What a line of text finds in the open catalogue; the code of the search is loaded with its first letter.
 *
 * @param isWanted asked between turns: where it says no, the search ends and has found nothing. Default: always
 */
export async function findIn(session: Session, text: string, isWanted = () => true): Promise<Found> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue || text.trim() === '') return nothing;
  try {
    const { findGalaxiesSteps } = await import('./findGalaxies.ts');
    const steps = findGalaxiesSteps(text, catalogue, session.columns.getState().columns);
    return (await inTurns(steps, isWanted)) ?? nothing;
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
    const isWanted = () => wanted;
    void findIn(session, text, isWanted).then(result => {
      if (wanted) setFound({ found: result, of: text });
    });
    return () => {
      wanted = false;
    };
  }, [text, catalogue, session]);
  return { found, isOf: each => each === of };
}
