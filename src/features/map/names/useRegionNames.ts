import { useEffect, useState } from 'react';
import type { Column } from '../../../contracts/column.ts';
import type { NamedRegion } from '../../../contracts/map.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { openMapWorker } from '../survey/openMapWorker.ts';
import { namingColumns, tellingColumns } from './namingColumns.ts';

const restMs = 1000; // the names of a million galaxies take a hundred megabytes to find, and none to keep
const quietMs = 400; // after the last change of map or columns: a settling map is not named

/** Names of the regions of the map on screen; empty while it settles or none is over-represented anywhere. */
export function useRegionNames(session: Session): readonly NamedRegion[] {
  const [regions, setRegions] = useState<readonly NamedRegion[]>([]);
  useEffect(() => {
    const { positions, columns, predictions, notices } = session;
    const client = createRevivingClient(openMapWorker, { restMs });
    const naming = createLatestCall<NamedRegion[]>({
      done: setRegions,
      failed: error => notices.getState().complain(`The map has no names: ${sentenceOf(error)}`),
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let named: { positions: Float32Array; columns: readonly Column[] } | null = null;
    function name(): void {
      const { positions: present, settling } = positions.getState();
      if (!present || settling || predictions.getState().awaited) return; // names that are others a moment later are worse than none
      const telling = tellingColumns(columns.getState().columns);
      if (named?.positions === present && areSame(named.columns, telling)) return; // a room's colour came or went
      named = { positions: present, columns: telling };
      const words = namingColumns(telling);
      naming.now(signal => client.job({ signal }, (api, port) => api.names(present, words, port)));
    }
    function later(): void {
      clearTimeout(timer);
      timer = setTimeout(name, quietMs);
    }
    const stops = [
      positions.subscribe(() => {
        naming.cancel();
        named = null;
        setRegions(none);
        later();
      }),
      columns.subscribe((now, before) => {
        if (now.columns !== before.columns) later();
      }),
      predictions.subscribe((now, before) => {
        if (now.awaited !== before.awaited) later();
      }),
    ];
    later();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
      naming.cancel();
      client.end();
    };
  }, [session]);
  return regions;
}

const none: readonly NamedRegion[] = [];

function areSame(some: readonly Column[], others: readonly Column[]): boolean {
  return some.length === others.length && some.every((column, i) => column === others[i]);
}
