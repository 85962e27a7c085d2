import { createCameraStore } from '../../../session/map/camera.ts';
import { createMapsStore, type DrawnMap } from '../../../session/map/maps.ts';
import { createPositionsStore } from '../../../session/positions.ts';
import type { Session } from '../../../session/session.ts';

/** The session as a second map sees it: its own places and its own camera, which links and kept catalogues do not follow. */
export function sessionOfSecond(session: Session, map: DrawnMap): Session {
  const positions = createPositionsStore();
  positions.getState().replace(map.positions, false);
  const maps = createMapsStore();
  maps.getState().reset(map);
  return { ...session, positions, maps, camera: createCameraStore() };
}
