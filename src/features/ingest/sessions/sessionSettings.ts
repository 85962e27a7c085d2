import { distanceMetrics, type Metric } from '../../../maths/neighbours/metrics.ts';
import type { Session } from '../../../session/session.ts';

/** How map and search are set, which another person needs to see the same. */
interface SessionSettings {
  metric: Metric;
  /** Neighbours a search lists. */
  neighbours: number;
  mapShows: 'pictures' | 'points' | 'density';
  regionNames: boolean;
}

/** The settings that travel with a session: theme, backend and the like are a person's own. */
export function settingsOf({ preferences }: Pick<Session, 'preferences'>): SessionSettings {
  const { metric, neighbours, mapShows, regionNames } = preferences.getState();
  return { metric, neighbours, mapShows, regionNames };
}

/** Sets map and search as they were; what is no setting is left as it is. @returns false where some of it was none */
export function applySettings({ preferences }: Pick<Session, 'preferences'>, record: unknown): boolean {
  if (typeof record !== 'object' || record === null) return false;
  const { metric, neighbours, mapShows, regionNames } = record as Partial<
    Record<keyof SessionSettings, unknown>
  >;
  const fits = {
    metric: typeof metric === 'string' && Object.hasOwn(distanceMetrics, metric),
    neighbours:
      Number.isInteger(neighbours) && Number(neighbours) > 0 && Number(neighbours) <= mostNeighbours,
    mapShows: mapShows === 'pictures' || mapShows === 'points' || mapShows === 'density',
    regionNames: typeof regionNames === 'boolean',
  };
  const given = { metric, neighbours, mapShows, regionNames };
  const known = Object.entries(given).filter(([name]) => fits[name as keyof typeof fits]);
  preferences.getState().change(Object.fromEntries(known));
  return known.length === Object.keys(fits).length;
}

const mostNeighbours = 1000; // more than a page lists
