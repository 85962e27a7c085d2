import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { runJob } from '../../session/runJob.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { learntRows } from './choose/chosenRows.ts';
import type { ClustersStore } from './clustersStore.ts';
import type { ShownClustering } from './shown/shownClustering.ts';
import { tellCatalogue } from './shown/tellCatalogue.ts';

const asked = { model: 4000, published: 400 }; // the published network takes a quarter of a second a galaxy

/** Asks a clustering about galaxies of the open catalogue that it has told nothing of: all of them, or those it did not learn from. */
export function AskCatalogue({ store, clustering }: { store: ClustersStore; clustering: ShownClustering }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const told = useStore(store.shown, s => s.told);
  const [asking, setAsking] = useState(false);
  const others = useMemo(() => othersOf(catalogue?.rowCount ?? 0, told?.rows), [catalogue, told]);
  if (!catalogue || others.length === 0) return null;
  if (clustering.kind === 'network') {
    return told ? null : (
      <p className={room.note}>
        It clusters components of another catalogue’s representation: find clusters of this one to see its
        galaxies.
      </p>
    );
  }
  const rows = learntRows(others, asked[clustering.network.kind], 1);
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
    if (end.outcome === 'done') await store.takeResults(clustering.key, end.value);
    else if (end.outcome === 'failed')
      session.notices.getState().complain(`The galaxies could not be told: ${end.failure}`);
  }
  return (
    <div className={room.part}>
      <p className={room.note}>
        {told
          ? `It was asked about ${formatCount(told.rows.length)} of the ${formatGalaxies(catalogue.rowCount)} of ${catalogue.name}.`
          : `It has not been asked about the galaxies of ${catalogue.name} yet.`}
      </p>
      <Button
        size={told ? 'compact-xs' : 'xs'}
        variant={told ? 'default' : 'filled'}
        style={{ alignSelf: 'start' }}
        loading={asking}
        disabled={!catalogue.hasImages}
        onClick={() => void ask()}
      >
        Ask about {told ? `${formatCount(rows.length)} more` : formatGalaxies(rows.length)}
      </Button>
    </div>
  );
}

/** Rows of a catalogue that are not among some. @param told ascending; absent: none */
function othersOf(rowCount: number, told?: Uint32Array): Uint32Array {
  const known = new Set(told);
  return Uint32Array.from({ length: rowCount }, (_, row) => row).filter(row => !known.has(row));
}
