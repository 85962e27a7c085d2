import { useStore } from 'zustand';
import { settingsLine } from '../../data/runs/settingFields.ts';
import room from '../../ui/room.module.css';
import { formatGalaxies } from '../../ui/text/quantity.ts';
import classes from './DistilRoom.module.css';
import type { DistilStore } from './distilStore.ts';
import { Gallery } from './gallery/Gallery.tsx';
import { runId, type ShownSet } from './gallery/shownSet.ts';
import { LossChart } from './run/LossChart.tsx';
import { RunPanel } from './run/RunPanel.tsx';
import { EvaluationTable } from './table/EvaluationTable.tsx';
import { SetFiles } from './table/SetFiles.tsx';
import { useTableRows } from './table/useTableRows.ts';

/** A set of prototypes: what it is, how it forms if it is a run, its images, what they are worth, and its files. */
export function ShownPrototypes({ store, shown }: { store: DistilStore; shown: ShownSet }) {
  const open = useStore(store.runs, s => s.open);
  const rows = useTableRows(store, shown);
  const run = open && shown.id === runId(open.request.key) ? open : null;
  const forming = run !== null && run.step !== 'resting' && run.step !== 'judging';
  const { settings, view, perClass, credit, iterations } = shown.card;
  return (
    <>
      <p className={room.note}>
        {settingsLine(settings)} · {view.sidePx} px · {formatGalaxies(perClass.train)} a class.
        {credit && ` ${credit}`}
      </p>
      {run && <RunPanel store={store} run={run} />}
      <Gallery key={shown.id} store={store} shown={shown} forming={forming} />
      <EvaluationTable key={`table ${shown.id}`} shown={shown} rows={rows} />
      {!run && iterations.length > 1 && (
        <section aria-label="How they formed">
          <h3 className={classes.title}>How they formed</h3>
          <LossChart iterations={iterations} />
        </section>
      )}
      <div className={classes.actions}>
        <SetFiles store={store} shown={shown} rows={rows} />
      </div>
    </>
  );
}
