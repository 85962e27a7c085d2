import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { runJob } from '../../session/runJob.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import { learntRows } from './choose/chosenRows.ts';
import type { ClustersStore } from './clustersStore.ts';
import type { ShownClustering } from './shown/shownClustering.ts';
import { tellCatalogue } from './shown/tellCatalogue.ts';

const asked = { model: 4000, published: 400 }; // the published network takes a quarter of a second a galaxy

/** For a clustering that has told nothing of the open catalogue: asks it about its galaxies. */
export function AskCatalogue({ store, clustering }: { store: ClustersStore; clustering: ShownClustering }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const told = useStore(store.shown, s => s.told);
  const [asking, setAsking] = useState(false);
  if (!catalogue || told) return null;
  if (clustering.kind === 'network') {
    return (
      <p className={room.note}>
        It clusters components of another catalogue’s representation: find clusters of this one to see its
        galaxies.
      </p>
    );
  }
  const all = Uint32Array.from({ length: catalogue.rowCount }, (_, row) => row);
  const rows = learntRows(all, asked[clustering.network.kind], 1);
  async function ask(): Promise<void> {
    if (!catalogue) return;
    setAsking(true);
    const house = { pixels: store.clients.pixels, studies: store.studies, handle: catalogue.handle };
    const end = await runJob(
      session.jobs,
      `Ask “${clustering.title}” about ${formatGalaxies(rows.length)}`,
      ({ signal, report }) =>
        tellCatalogue(house, store.painter, clustering, rows, row => catalogue.ids.at(row), {
          signal,
          onProgress: report,
        }),
      { room: 'clusters' },
    );
    setAsking(false);
    if (end.outcome === 'done') store.shown.getState().takeResults(clustering.key, end.value);
    else if (end.outcome === 'failed')
      session.notices.getState().complain(`The galaxies could not be told: ${end.failure}`);
  }
  return (
    <div className={room.part}>
      <p className={room.note}>It has not been asked about the galaxies of {catalogue.name} yet.</p>
      <Button
        size="xs"
        style={{ alignSelf: 'start' }}
        loading={asking}
        disabled={!catalogue.hasImages}
        onClick={() => void ask()}
      >
        Ask about {formatGalaxies(rows.length)}
      </Button>
    </div>
  );
}
