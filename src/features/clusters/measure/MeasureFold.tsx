import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import { rowsOf } from '../../../maths/catalogue/rowMask.ts';
import { measureNames } from '../../../maths/segmentation/galaxyMeasures.ts';
import { measuredColumns, measuredSidePx, measuredSource } from '../../../session/measuredColumns.ts';
import { runJob } from '../../../session/runJob.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { FoldButton } from '../../../ui/FoldButton.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import type { Studies } from '../choose/pictureReader.ts';

const together = 32; // galaxies a call: a second or so

/** Gives any catalogue columns that are measured from its pixels; clusters are compared with them as with any other. */
export function MeasureFold({ studies, pixels }: { studies: Studies; pixels: IngestWorker['pixels'] }) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const passing = useStore(session.filters, s => s.passing);
  const count = useStore(session.filters, s => s.count);
  const [open, setOpen] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  if (!catalogue?.hasImages) return null;
  const galaxies = count ?? catalogue.rowCount;

  async function measure(): Promise<void> {
    if (!catalogue) return;
    const rows = passing
      ? rowsOf(passing)
      : Uint32Array.from({ length: catalogue.rowCount }, (_, row) => row);
    const view = { sidePx: measuredSidePx, cropFraction: 1 };
    const [read, values]: [number[], number[]] = [[], []];
    setMeasuring(true);
    const end = await runJob(
      session.jobs,
      `Measure ${formatGalaxies(rows.length)}`,
      async job => {
        for (let from = 0; from < rows.length; from += together) {
          await job.whenUnpaused();
          job.signal.throwIfAborted();
          const batch = await pixels(catalogue.handle, rows.slice(from, from + together), view);
          values.push(...(await studies.call(api => api.measureGalaxies(batch))));
          read.push(...batch.rows);
          const done = Math.min(rows.length, from + together);
          job.report({ phase: 'Measuring', done, total: rows.length, unit: 'galaxies' });
        }
      },
      { pausable: true, room: 'clusters' },
    );
    setMeasuring(false);
    if (session.catalogue.getState().catalogue !== catalogue) return;
    const made = measuredColumns(read, Float64Array.from(values), catalogue.rowCount);
    if (read.length > 0) session.columns.getState().publishAll(measuredSource, made);
    if (end.outcome === 'failed')
      session.notices.getState().complain(`Not all galaxies could be measured: ${end.failure}`);
    else if (read.length > 0)
      session.notices.getState().say(`${formatGalaxies(read.length)} measured: the columns are there.`);
  }
  return (
    <div className={room.part}>
      <FoldButton open={open} onChange={setOpen}>
        Measure from pixels
      </FoldButton>
      {open && (
        <>
          <p className={room.note}>
            {measureNames.length} columns of each picture’s central galaxy: light, radii, axis ratio, angle,
            concentration, asymmetry, smoothness, Gini, M20 and companions. Stopping keeps what there is.
          </p>
          <Button
            size="compact-xs"
            variant="default"
            style={{ alignSelf: 'start' }}
            loading={measuring}
            onClick={() => void measure()}
          >
            Measure {formatGalaxies(galaxies)}
          </Button>
        </>
      )}
    </div>
  );
}
