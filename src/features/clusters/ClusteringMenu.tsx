import { Select } from '@mantine/core';
import { useStore } from 'zustand';
import type { ClustersStore } from './clustersStore.ts';

/** Which clustering is on show: those of this browser, and those that come with the app. */
export function ClusteringMenu({ store }: { store: ClustersStore }) {
  const runs = useStore(store.runs, s => s.runs);
  const open = useStore(store.runs, s => s.open);
  const shipped = useStore(store.shown, s => s.shipped);
  const shown = useStore(store.shown, s => s.shown);
  return (
    <Select
      size="xs"
      style={{ flex: 1, minWidth: 0 }}
      aria-label="Clustering"
      placeholder="No clustering yet"
      allowDeselect={false}
      data={[
        ...(runs.length > 0
          ? [
              {
                group: 'Made in this browser',
                items: runs.map(({ key, title }) => ({ value: key, label: title })),
              },
            ]
          : []),
        {
          group: 'Shipped with the app',
          items: shipped.map(({ name, title }) => ({ value: `shipped ${name}`, label: title })),
        },
        ...(shown?.network.kind === 'published'
          ? [{ group: 'From a file', items: [{ value: shown.key, label: shown.title }] }]
          : []),
      ]}
      value={shown?.key ?? open?.key ?? null}
      onChange={key => {
        const run = runs.find(each => each.key === key);
        const note = shipped.find(({ name }) => `shipped ${name}` === key);
        if (run) void store.showRun(run);
        else if (note) void store.shown.getState().showShipped(note);
      }}
    />
  );
}
