import { createStore } from 'zustand/vanilla';
import type { IngestWorker, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { SurveyNeighbour } from '../../../contracts/survey.ts';
import { createImageCache } from '../../../session/images.ts';
import { createHoveredStore } from '../../../session/map/hovered.ts';
import type { Session } from '../../../session/session.ts';
import type { SurveyClient } from './surveyClient.ts';

/** The session as galaxies of a survey see it: rows are the survey's own, with the survey's pictures or those loaded. */
interface SurveySession extends Session {
  /** Notes what is known of galaxies before their pictures are asked for. */
  note(galaxies: readonly SurveyNeighbour[]): void;
}

/** @param images of the open catalogue */
export function surveySession(
  session: Session,
  catalogue: OpenedCatalogue,
  client: SurveyClient,
  images: IngestWorker['images'],
): SurveySession {
  const known = new Map<number, SurveyNeighbour>();
  const cache = createImageCache();
  const { tiled, handle } = catalogue;
  cache.reset(async rows => {
    const galaxies = Array.from(rows).flatMap(row => known.get(row) ?? []);
    if (tiled?.hasImages) return client.images(tiled.manifestUrl, galaxies);
    if (!catalogue.hasImages) return [];
    const places = new Map(
      galaxies.flatMap(({ row, id }) => {
        const loaded = catalogue.ids.find(id);
        return loaded === undefined ? [] : [[loaded, row] as const];
      }),
    );
    const found = await images(handle, Uint32Array.from(places.keys()));
    return found.map(image => ({ ...image, row: places.get(image.row)! }));
  });
  const own = createStore<ReturnType<Session['catalogue']['getState']>>(() => ({
    catalogue,
    rowOf: id => catalogue.ids.find(id),
    replace: () => undefined,
  }));
  return {
    ...session,
    catalogue: own,
    images: cache,
    hovered: createHoveredStore(),
    note(galaxies) {
      for (const galaxy of galaxies) known.set(galaxy.row, galaxy);
    },
  };
}
