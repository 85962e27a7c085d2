import { Button, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { saveText } from '../../../ui/files/saveText.ts';
import room from '../../../ui/room.module.css';
import { columnLabel } from '../../../ui/text/columnText.ts';
import type { RunStore } from '../run/runState.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import { GeneratedPart } from './GeneratedPart.tsx';
import { HeldOutTable } from './HeldOutTable.tsx';
import classes from './Judge.module.css';
import { judgedCsv } from './judgedRows.ts';
import { isJudgeable, type JudgeStore } from './judgeStore.ts';
import { SteadyPart } from './SteadyPart.tsx';

/** Clusterings of the same galaxies side by side, against a column and against what they should not be about. */
export function JudgeView({ judge, shown, runs }: { judge: JudgeStore; shown: ShownStore; runs: RunStore }) {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const hasImages = useStore(session.catalogue, s => s.catalogue?.hasImages ?? false);
  const { rows, against, judging, heldOut } = useStore(judge);
  const told = useStore(shown, s => s.told);
  const key = useStore(shown, s => s.shown?.key ?? null);
  const kept = useStore(runs, s => s.runs.some(run => run.key === key));
  const usable = useMemo(() => columns.filter(isJudgeable), [columns]);
  if (!told) return <p className={room.note}>Ask it about galaxies of this catalogue first.</p>;
  const label = usable.find(({ name }) => name === against);
  const facts = label ? [...meetings, ...nuisances] : nuisances;
  return (
    <div className={room.part}>
      <Select
        size="xs"
        label="Compare with"
        placeholder="A column of the catalogue"
        searchable
        clearable
        data={usable.map(column => ({ value: column.name, label: columnLabel(column) }))}
        value={against}
        onChange={judge.getState().compareWith}
      />
      <Button
        size="xs"
        style={{ alignSelf: 'start' }}
        loading={judging}
        onClick={() => void judge.getState().judge()}
      >
        Judge
      </Button>
      {rows.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is cut off is reached by the arrow keys */}
          <section className={room.wide} aria-label="Clusterings judged" tabIndex={0}>
            <table className={classes.table}>
              <thead>
                <tr>
                  {facts.map(({ of, head }) => (
                    <th key={of} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              {rows.map(({ name, ...values }) => (
                <tbody key={name}>
                  <tr>
                    <th scope="rowgroup" colSpan={facts.length}>
                      {name}
                    </th>
                  </tr>
                  <tr>
                    {facts.map(({ of, digits }) => (
                      <td key={of}>{factText(values[of], digits)}</td>
                    ))}
                  </tr>
                </tbody>
              ))}
            </table>
          </section>
          <p className={room.note}>
            {label &&
              `Purity, normalised and adjusted mutual information (NMI, AMI) are with ${columnLabel(label)}. `}
            Companion and angle are adjusted mutual information with whether and where a companion stands, and
            with the galaxy’s orientation: 0 is best. “First” is that with the clustering on show.
          </p>
          <Button
            size="compact-xs"
            variant="default"
            style={{ alignSelf: 'start' }}
            onClick={() =>
              saveText('clusterings.csv', judgedCsv(rows, label ? columnLabel(label) : null), 'text/csv')
            }
          >
            Export the table
          </Button>
          {heldOut && <HeldOutTable heldOut={heldOut} />}
          <SteadyPart judge={judge} runs={runs} kept={kept ? key : null} />
        </>
      )}
      <GeneratedPart judge={judge} able={hasImages} />
    </div>
  );
}

/** Without a sign before nothing: "0.00", "–" where there is nothing to compare. */
function factText(value: number, digits: number): string {
  if (Number.isNaN(value)) return '–';
  return value
    .toFixed(digits)
    .replace(/^-(0\.?0*)$/, '$1')
    .replace('-', '−');
}

const meetings = [
  { of: 'purity', head: 'Purity', digits: 2 },
  { of: 'nmi', head: 'NMI', digits: 2 },
  { of: 'ami', head: 'AMI', digits: 2 },
] as const;
const nuisances = [
  { of: 'companion', head: 'Com­panion', digits: 2 },
  { of: 'orientation', head: 'Angle', digits: 2 },
  { of: 'inUse', head: 'In use', digits: 1 },
  { of: 'same', head: 'First', digits: 2 },
] as const;
