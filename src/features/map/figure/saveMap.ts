import { notesOfMap, wordsOfMap } from '../../../session/map/layoutWords.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { saveFile } from '../../../ui/files/saveFile.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { LegendKey } from '../points/pointColours.ts';
import { inkOf } from '../scene/ink.ts';
import type { MapScene } from '../scene/mapScene.ts';
import { mapFigure } from './mapFigure.ts';

/** Saves what the map shows as a picture; says so where it cannot. Never rejects. */
export async function saveMap(
  session: Session,
  scene: MapScene,
  legend: LegendKey,
  provenance: () => Promise<Readonly<Record<string, string>>>,
): Promise<void> {
  const { catalogue } = session.catalogue.getState();
  if (!catalogue) return;
  try {
    const map = scene.snapshot(); // before anything else can change it
    const { columns, painted } = session.columns.getState();
    const column = columns.find(each => each.name === painted);
    const { settling } = session.positions.getState();
    const shown = settling ? null : session.maps.getState().shown; // while it settles that is still the former one
    const notes = notesOfFigure(await provenance(), shown);
    const simulated = catalogue.simulated ? 'simulated ' : '';
    const what = `${catalogue.name}: ${formatGalaxies(catalogue.rowCount).replace(' ', ` ${simulated}`)}`;
    const caption = [what, settling ? 'a map that still settles' : shown && wordsOfMap(shown), notes.software]
      .filter(Boolean)
      .join(' · ');
    const words = { column: column ? columnLabel(column) : null, legend, caption };
    const blob = await mapFigure(map, map.width / scene.view().size.width, words, inkOf(document.body), {
      ...notes,
      ...(column && { coloured_by: column.name }),
    });
    saveFile(`${catalogue.name} map.png`.replace(/[^\p{L}\p{N} ._-]+/gu, ' '), blob);
  } catch (error) {
    session.notices.getState().complain(`The map could not be saved as a picture. ${sentenceOf(error)}`);
  }
}

/** What the house says of where it comes from, but of this map: it may be the second of two. */
export function notesOfFigure(
  notes: Readonly<Record<string, string>>,
  shown: DrawnMap | null,
): Record<string, string> {
  const { map: _map, layout: _layout, neighbour_recall: _recall, ...others } = notes;
  return { ...others, ...(shown && notesOfMap(shown)) };
}
