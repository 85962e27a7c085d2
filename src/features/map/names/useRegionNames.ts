import { useEffect, useState } from 'react';
import type { NamedRegion } from '../../../contracts/map.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { openMapWorker } from '../survey/openMapWorker.ts';
import { namingColumns } from './namingColumns.ts';

const quietMs = 400; // after the last change of map or columns: a settling map is not named

/** Names of the regions of the map on screen; empty while it settles or none is over-represented anywhere. */
export function useRegionNames(session: Session): readonly NamedRegion[] {
  const [regions, setRegions] = useState<readonly NamedRegion[]>([]);
  useEffect(() => {
    const { positions, columns, notices } = session;
    const client = createRevivingClient(openMapWorker);
    const naming = createLatestCall<NamedRegion[]>({
      done: setRegions,
      failed: error => notices.getState().complain(`The map has no names: ${sentenceOf(error)}`),
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    function name(): void {
      const { positions: present, settling } = positions.getState();
      if (!present || settling) return;
      const words = namingColumns(columns.getState().columns);
      naming.now(signal => client.job({ signal }, (api, port) => api.names(present, words, port)));
    }
    function later(): void {
      clearTimeout(timer);
      timer = setTimeout(name, quietMs);
    }
    const stops = [
      positions.subscribe(() => {
        naming.cancel();
        setRegions(none);
        later();
      }),
      columns.subscribe((now, before) => {
        if (now.columns !== before.columns) later();
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
