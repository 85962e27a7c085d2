import { anomalies } from '../features/anomalies/room.tsx';
import { clusters } from '../features/clusters/room.tsx';
import { distil } from '../features/distil/room.tsx';
import { explore } from '../features/explore/room.tsx';
import { finetune } from '../features/finetune/room.tsx';
import { data } from '../features/ingest/room.tsx';
import { network } from '../features/network/room.tsx';
import { selfsupervise } from '../features/selfsupervise/room.tsx';
import { similar } from '../features/similar/room.tsx';
import { table } from '../features/table/room.tsx';
import type { Room } from '../session/room.ts';
import type { RoomHouse } from './house.ts';

/** The rooms in the order of a person's work. */
export const rooms: readonly Room<RoomHouse>[] = [
  data,
  explore,
  similar,
  network,
  anomalies,
  finetune,
  selfsupervise,
  distil,
  clusters,
  table,
];

/** @returns undefined where there is no such room, and for null */
export function roomNamed(name: string | null): Room<RoomHouse> | undefined {
  return rooms.find(room => room.name === name);
}
