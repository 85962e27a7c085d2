import '@mantine/core/styles/Menu.css';
import { Button, Menu } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { ClustersStore } from './clustersStore.ts';
import { clusterColumnName, latentAxes } from './shown/clusterColumns.ts';

/** What can be made of a clustering elsewhere: a map, a question to teach, classes to distil, a search for the unusual. */
export function ClusteringVerbs({ store }: { store: ClustersStore }) {
  const { handover } = useSession();
  const told = useStore(store.shown, s => s.told);
  const { enter, drawMap } = store.clients;
  if (!told) return null;
  function hand(verb: 'teach' | 'distil', room: string): void {
    handover
      .getState()
      .hand({ verb, rows: new Uint32Array(0), words: clusterColumnName, column: clusterColumnName });
    enter(room);
  }
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size="compact-xs" variant="default">
          Use it…
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => store.shown.getState().paintMap()}>Colour the map by cluster</Menu.Item>
        <Menu.Item
          onClick={() => {
            drawMap({ kind: 'columns', x: latentAxes[0], y: latentAxes[1], by: 'values' });
            store.shown.getState().paintMap();
          }}
        >
          Map of the latent space
        </Menu.Item>
        <Menu.Item onClick={() => hand('teach', 'finetune')}>Teach a network these clusters</Menu.Item>
        <Menu.Item onClick={() => hand('distil', 'distil')}>Distil them as classes</Menu.Item>
        <Menu.Item onClick={() => enter('anomalies')}>Look for odd ones by surprise</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
