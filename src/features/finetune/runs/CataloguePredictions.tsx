import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { ExportMenu } from '../../../ui/files/ExportMenu.tsx';
import { useProvenance } from '../../../ui/files/FileServices.tsx';
import room from '../../../ui/room.module.css';
import { finetuneSource } from '../labels/labelSources.ts';
import { exportCard, exportModel, exportPredictions, type PredictionsFile } from './runExports.ts';
import type { RunsStore } from './runsState.ts';

interface CataloguePredictionsProps {
  runs: RunsStore;
  run: FinetuneRun;
  /** Whether the worker is at something else than a run. */
  busy: boolean;
}

/** A run's predictions for every galaxy: on the map, in files, and as a representation. */
export function CataloguePredictions({ runs, run, busy }: CataloguePredictionsProps) {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const painted = useStore(session.columns, s => s.painted);
  const work = useStore(runs, s => s.work);
  const own = columns.filter(({ source }) => source === finetuneSource);
  const { predictAll } = runs.getState();
  const { paint } = session.columns.getState();
  return (
    <section className={room.part} aria-label="The whole catalogue">
      <h3 className={room.heading}>The whole catalogue</h3>
      {own.length === 0 ? (
        <>
          <p className={room.note}>
            Every galaxy can be asked about; the answers become columns for the map, the table and files.
          </p>
          <div>
            <Button
              size="xs"
              variant="default"
              disabled={work !== null || busy}
              onClick={() => void predictAll(run.key)}
            >
              Predict all galaxies
            </Button>
          </div>
        </>
      ) : (
        <fieldset
          className={room.line}
          style={{ margin: 0, padding: 0, border: 0 }}
          aria-label="Colour the map by"
        >
          <span className={room.note} aria-hidden="true">
            Map by
          </span>
          {own.map(({ name }) => (
            <Button
              key={name}
              size="compact-xs"
              variant="default"
              aria-pressed={painted === name}
              style={
                painted === name
                  ? { borderColor: 'var(--ink-accent)', color: 'var(--ink-accent)' }
                  : undefined
              }
              onClick={() => paint(painted === name ? null : name)}
            >
              {name.slice(run.name.length + 3)}
            </Button>
          ))}
        </fieldset>
      )}
      <div className={room.line}>
        <RunFiles runs={runs} run={run} predicted={own.length > 0} />
      </div>
      {run.options.depth !== 'head' && <Redraw runs={runs} run={run} />}
    </section>
  );
}

function RunFiles({ runs, run, predicted }: { runs: RunsStore; run: FinetuneRun; predicted: boolean }) {
  const session = useSession();
  const provenance = useProvenance();
  const file = () => runs.getState().file(run.key);
  const table = (kind: PredictionsFile) => () => exportPredictions(kind, run, session, provenance);
  return (
    <ExportMenu
      position="top-start"
      widthPx={220}
      items={[
        { label: 'Model as safetensors', write: async () => exportModel(await file()) },
        { label: 'Its card as JSON', write: async () => exportCard(await file()) },
        { label: 'Predictions as CSV', disabled: !predicted, write: table('csv') },
        { label: 'Predictions as Parquet', disabled: !predicted, write: table('parquet') },
      ]}
      onFailed={error =>
        session.notices.getState().complain(`${run.name} could not be exported. ${sentenceOf(error)}`)
      }
    />
  );
}

/** A network whose blocks learnt represents galaxies differently: the map can be redrawn with it, and put back. */
function Redraw({ runs, run }: { runs: RunsStore; run: FinetuneRun }) {
  const { notices } = useSession();
  const former = useStore(runs, s => s.former);
  const [busy, setBusy] = useState(false);
  const { redraw, restoreMap } = runs.getState();
  async function carryOut(act: () => Promise<void>): Promise<void> {
    setBusy(true);
    await act().catch((error: unknown) =>
      notices.getState().complain(`The map stays as it is. ${sentenceOf(error)}`),
    );
    setBusy(false);
  }
  return (
    <div className={room.part}>
      <p className={room.note}>
        Its blocks have learnt too, so it represents galaxies differently. The map stays as it is until all
        are represented again.
      </p>
      <div className={room.line}>
        <Button
          size="xs"
          variant="default"
          loading={busy}
          onClick={() => void carryOut(() => redraw(run.key))}
        >
          Redraw the map with it
        </Button>
        {former && (
          <Button size="xs" variant="default" disabled={busy} onClick={() => void carryOut(restoreMap)}>
            Back to the former map
          </Button>
        )}
      </div>
    </div>
  );
}
