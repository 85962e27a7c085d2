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
 * @param isWanted asked between turns: where it says no, the search ends and has found nothing; as where another catalogue was
 * opened meanwhile, whose rows are others. Default: always
 */
export async function findIn(session: Session, text: string, isWanted = () => true): Promise<Found> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue || text.trim() === '') return nothing;
  try {
    const { findGalaxiesSteps } = await import('./findGalaxies.ts');
    const isOpen = () => session.catalogue.getState().catalogue === catalogue;
    const steps = findGalaxiesSteps(text, catalogue, session.columns.getState().columns);
    const found = isOpen() ? await inTurns(steps, () => isWanted() && isOpen()) : undefined;
    return (isOpen() && found) || nothing;
  } catch {
    return { rows: [], sentence: 'The search could not be loaded: type on to try again.' };
  }
}

/**
 * What the text finds; `isOf` tells whether that is known already, or what it shows is of an earlier text. Of a former
 * catalogue it shows nothing: its rows are other galaxies here.
 */
export function useFound(text: string): { found: Found; isOf(text: string): boolean } {
  const session = useSession();
  const catalogue = useStore(session.catalogue, c => c.catalogue);
  const [last, setLast] = useState({ found: nothing, of: '', among: catalogue });
  useEffect(() => {
    let wanted = true;
    const isWanted = () => wanted;
    void findIn(session, text, isWanted).then(result => {
      if (wanted) setLast({ found: result, of: text, among: catalogue });
    });
    return () => {
      wanted = false;
    };
  }, [text, catalogue, session]);
  const isHere = last.among === catalogue;
  return { found: isHere ? last.found : nothing, isOf: each => isHere && each === last.of };
}
