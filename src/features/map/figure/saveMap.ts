import type { FigureGround } from '../../../contracts/figure.ts';
import { figureInk } from '../../../data/figures/figureInk.ts';
import { svgHeightPx, writeSvg } from '../../../data/figures/svgFile.ts';
import { notesOfMap, wordsOfMap } from '../../../session/map/layoutWords.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import type { Session } from '../../../session/session.ts';
import type { FileNotes, ReadNotes } from '../../../ui/files/FileServices.tsx';
import { saveFile } from '../../../ui/files/saveFile.ts';
import { catalogueCount } from '../../../ui/text/catalogueCount.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { filteredPainting } from '../points/filteredPainting.ts';
import { paint } from '../points/pointColours.ts';
import type { MapScene } from '../scene/mapScene.ts';
import type { FetchThumbnails } from '../thumbnails/thumbnailAtlas.ts';
import { mapFigure } from './mapFigure.ts';
import { densityHref, pictureHrefs } from './mapPictures.ts';
import { rasterised } from './rasterised.ts';

/** How a map leaves. */
export interface MapFileSettings {
  kind: 'png' | 'svg';
  ground: FigureGround;
  widthCm: number;
  /** Of a PNG. */
  dpi: number;
  names: boolean;
}

/** What saving a map needs. */
interface MapFileParts {
  session: Session;
  scene: MapScene;
  fetchThumbnails: FetchThumbnails;
  provenance: ReadNotes;
}

/**
 * Saves what the map shows as a figure.
 *
 * @throws Error where no map is on screen, or the picture would be too large
 */
export async function saveMap(
  { session, scene, fetchThumbnails, provenance }: MapFileParts,
  { kind, ground, widthCm, dpi, names }: MapFileSettings,
): Promise<void> {
  const { catalogue } = session.catalogue.getState();
  const seen = scene.drawing(); // before anything else can change it
  if (!catalogue || !seen) throw new Error('need a map on screen; got none');
  const { columns, painted } = session.columns.getState();
  const column = columns.find(each => each.name === painted) ?? null;
  const { passing, hides } = session.filters.getState();
  const painting = filteredPainting(paint(column, catalogue.rowCount, ground), passing, hides);
  const { settling } = session.positions.getState();
  const shown = settling ? null : session.maps.getState().shown; // while it settles that is still the former one
  const told = provenance();
  const hrefs = await pictureHrefs(seen, fetchThumbnails);
  const notes = { ...notesOfFigure(await told, shown), ...(column && { coloured_by: column.name }) };
  const simulated = catalogue.simulated ? 'simulated ' : '';
  const what = `${catalogue.name}: ${catalogueCount(catalogue).replace(/ (galax)/, ` ${simulated}$1`)}`;
  const caption = [what, settling ? 'a map that still settles' : shown && wordsOfMap(shown)]
    .filter(Boolean)
    .join(' · ');
  const ink = figureInk[ground];
  const drawing = mapFigure(seen, {
    ink,
    painting,
    column: column && columnLabel(column),
    caption,
    showsNames: names,
    hrefs,
    density: seen.density && densityHref(seen.density, ground),
  });
  const title = `${catalogue.name} map`.replace(/[^\p{L}\p{N}._-]+/gu, ' ');
  const svg = writeSvg(drawing, { title, ink, notes, widthCm });
  if (kind === 'svg') {
    saveFile(`${title}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
    return;
  }
  const size = { widthPx: drawing.widthPx, heightPx: svgHeightPx(drawing, notes) };
  saveFile(`${title}.png`, await rasterised(svg, size, { widthCm, dpi }, notes));
}

/** What the house says of where it comes from, but of this map: it may be the second of two. */
export function notesOfFigure(notes: FileNotes, shown: DrawnMap | null): Record<string, string> {
  const { map: _map, layout: _layout, neighbour_recall: _recall, ...others } = notes;
  return { ...others, ...(shown && notesOfMap(shown)) };
}
