import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { keyOfCatalogue } from '../../data/catalogues/catalogueKey.ts';
import { runJob } from '../../session/runJob.ts';
import { useSession } from '../../session/SessionContext.tsx';
import room from '../../ui/room.module.css';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { learntRows } from './choose/chosenRows.ts';
import type { ClustersStore } from './clustersStore.ts';
import type { ShownClustering } from './shown/shownClustering.ts';
import { canBeAsked, tellCatalogue } from './shown/tellCatalogue.ts';

const asked = { model: 4000, published: 400 }; // the published network takes a quarter of a second a galaxy

/** Asks a clustering about galaxies of the open catalogue that it has told nothing of: all of them, or those it did not learn from. */
export function AskCatalogue({ store, clustering }: { store: ClustersStore; clustering: ShownClustering }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const told = useStore(store.shown, s => s.told);
  const [asking, setAsking] = useState(false);
  const representation = useStore(session.representation, s => s.representation);
  const known = clustering.kind === 'network' ? representation?.rows : undefined;
  const others = useMemo(
    () => othersOf(known ?? everyRow(catalogue?.rowCount ?? 0), told?.rows),
    [catalogue, known, told],
  );
  if (!catalogue || others.length === 0) return null;
  if (!canBeAsked(clustering, keyOfCatalogue(catalogue), representation)) {
    return told ? null : (
      <p className={room.note}>
        It clusters components of another representation: find clusters of this catalogue’s to see its
        galaxies.
      </p>
    );
  }
  const rows = learntRows(others, asked[clustering.network.kind], 1);
  async function ask(): Promise<void> {
    if (!catalogue) return;
    setAsking(true);
    const { clients, studies } = store;
    const house = { pixels: clients.pixels, studies, handle: catalogue.handle, representation };
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

const everyRow = (rowCount: number) => Uint32Array.from({ length: rowCount }, (_, row) => row);

/** Rows that are not among some. @param told absent: none */
function othersOf(rows: Uint32Array, told?: Uint32Array): Uint32Array {
  const known = new Set(told);
  return rows.filter(row => !known.has(row));
}
