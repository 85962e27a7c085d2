import { Button, Select } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { saveText } from '../../../ui/files/saveText.ts';
import room from '../../../ui/room.module.css';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { formatNumber } from '../../../ui/text/quantity.ts';
import { clustersSource } from '../shown/clusterColumns.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import classes from './Judge.module.css';
import { judgedCsv } from './judgedRows.ts';
import type { JudgeStore } from './judgeStore.ts';

/** Clusterings of the same galaxies side by side, against a column and against what they should not be about. */
export function JudgeView({ judge, shown }: { judge: JudgeStore; shown: ShownStore }) {
  const session = useSession();
  const columns = useStore(session.columns, s => s.columns);
  const { rows, against, judging } = useStore(judge);
  const told = useStore(shown, s => s.told);
  const usable = useMemo(
    () =>
      columns.filter(
        ({ kind, source }) => kind !== 'text' && source !== clustersSource && source !== 'selection',
      ),
    [columns],
  );
  useEffect(() => judge.getState().clear(), [judge]);
  if (!told) return <p className={room.note}>Ask it about galaxies of this catalogue first.</p>;
  const label = usable.find(({ name }) => name === against);
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
                  <th scope="col">Clustering</th>
                  <th scope="col">Purity</th>
                  <th scope="col">NMI</th>
                  <th scope="col">AMI</th>
                  <th scope="col">Com­panion</th>
                  <th scope="col">Orien­tation</th>
                  <th scope="col">In use</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ name, ...values }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{formatNumber(values.purity, 2)}</td>
                    <td>{formatNumber(values.nmi, 2)}</td>
                    <td>{formatNumber(values.ami, 2)}</td>
                    <td>{formatNumber(values.companion, 2)}</td>
                    <td>{formatNumber(values.orientation, 2)}</td>
                    <td>{formatNumber(values.inUse, 2)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <p className={room.note}>
            Purity, normalised and adjusted mutual information are with the chosen column; the next two are
            adjusted mutual information with whether and where a companion stands, and with the galaxy’s
            angle: 0 is best.
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
        </>
      )}
    </div>
  );
}
