import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { separationArcsec } from '../../maths/catalogue/coordinates.ts';
import { parsePosition } from './parsePosition.ts';

/** What a search line found. */
interface Found {
  /** Catalogue rows, best first. */
  rows: number[];
  /** Shown above the rows where they need explaining: how far the nearest galaxy is, or why there is none. */
  sentence?: string;
}

const mostShown = 8; // a list that needs no scrolling

/**
 * Galaxies that a line of text means: those whose ids contain it (equal ids first, then those that begin with it); where
 * there are none, the galaxy nearest to the coordinates it gives.
 *
 * @param text an id or a part of one, `146.7142 -1.0413`, or `09:46:51.4 -01:02:28.6` and its like
 */
export function findGalaxies(text: string, catalogue: OpenedCatalogue): Found {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return { rows: [] };
  const byId = rowsById(wanted, catalogue.ids);
  if (byId.length > 0) return { rows: byId };
  const position = parsePosition(text);
  if (!position)
    return { rows: [], sentence: `No id contains "${text.trim()}", and it is not a position on the sky.` };
  const { raDeg, decDeg } = catalogue;
  if (!raDeg || !decDeg) return { rows: [], sentence: 'This catalogue has no positions on the sky.' };
  let nearest = -1;
  let nearestArcsec = Number.POSITIVE_INFINITY;
  for (let row = 0; row < catalogue.rowCount; row++) {
    const separation = separationArcsec(position.raDeg, position.decDeg, raDeg[row], decDeg[row]);
    if (separation < nearestArcsec) {
      nearestArcsec = separation;
      nearest = row;
    }
  }
  if (nearest < 0) return { rows: [], sentence: 'No galaxy of this catalogue has a position on the sky.' };
  return { rows: [nearest], sentence: `The nearest galaxy is ${angleText(nearestArcsec)} from there.` };
}

function rowsById(wanted: string, ids: string[]): number[] {
  const equal: number[] = [];
  const beginning: number[] = [];
  const holding: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    const at = ids[row].toLowerCase().indexOf(wanted);
    if (at < 0) continue;
    if (at > 0) holding.push(row);
    else if (ids[row].length === wanted.length) equal.push(row);
    else beginning.push(row);
    if (beginning.length >= mostShown && equal.length > 0) break;
  }
  return [...equal, ...beginning, ...holding].slice(0, mostShown);
}

/** An angle in the unit it is best read in. */
function angleText(arcsec: number): string {
  if (arcsec < 60) return `${arcsec.toPrecision(2)}″`;
  if (arcsec < 3600) return `${(arcsec / 60).toPrecision(2)}′`;
  return `${(arcsec / 3600).toFixed(1)}°`;
}
