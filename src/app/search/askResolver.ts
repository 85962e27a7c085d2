import { resolveName } from '../../data/resolver/sesame.ts';
import type { Session } from '../../session/session.ts';
import { formatDegrees } from '../../ui/text/quantity.ts';
import { type Found, findGalaxiesSteps } from './findGalaxies.ts';
import { inTurns } from './inTurns.ts';

/** Asks CDS where a name is, and finds the galaxy nearest to it. Only when a person asks for it. Never rejects. */
export async function askResolver(session: Session, name: string): Promise<Found> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return { rows: [] };
  try {
    const found = await resolveName(name);
    if (!found) return { rows: [], sentence: `SIMBAD, NED and VizieR know nothing called “${name.trim()}”.` };
    const { raDeg, decDeg } = found;
    const near = await inTurns(findGalaxiesSteps(`${raDeg} ${decDeg}`, catalogue));
    const place = `${found.name.replace(/\s+/g, ' ')} is at ${formatDegrees(raDeg)} ${formatDegrees(decDeg)} (CDS).`;
    return { rows: [], ...near, sentence: `${place} ${near?.sentence ?? ''}`.trim() };
  } catch (error) {
    return {
      rows: [],
      sentence: error instanceof Error ? error.message : 'The name could not be asked for.',
    };
  }
}
