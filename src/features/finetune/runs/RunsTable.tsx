import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Table.css';
import { Checkbox, Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { NameField } from '../../../ui/NameField.tsx';
import classes from './RunsTable.module.css';
import { type RunOrder, runColumns, sortedRuns } from './runColumns.ts';

interface RunsTableProps {
  runs: readonly FinetuneRun[];
  /** Keys of the picked runs. */
  picked: readonly string[];
  /** Key of the run whose results are shown. */
  shown: string | null;
  /** Key of the run that is being renamed. */
  naming: string | null;
  onPick(keys: string[]): void;
  onShow(key: string): void;
  /** @param name null where it stays as it was */
  onName(key: string, name: string | null): void;
}

/** The runs, one per row; a heading sorts, and reverses the order when pressed again. */
export function RunsTable({ runs, picked, shown, naming, onPick, onShow, onName }: RunsTableProps) {
  const [order, setOrder] = useState<RunOrder | null>(null);
  const columns = useMemo(() => runColumns(runs), [runs]);
  const sorted = useMemo(() => sortedRuns(runs, columns, order), [runs, columns, order]);
  const pick = (key: string, isPicked: boolean) =>
    onPick(isPicked ? [...picked, key] : picked.filter(each => each !== key));
  const headings = [
    { title: 'Run', meaning: 'Its name; press it to see what it learnt', numeric: false },
    ...columns,
  ];
  return (
    <div className={classes.wide}>
      <Table className={classes.table} aria-label="Runs" withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            {headings.map(({ title, meaning, numeric }, i) => (
              <Table.Th
                key={title}
                className={i === 0 ? classes.first : undefined}
                data-numeric={numeric}
                aria-sort={order?.title !== title ? 'none' : order.descending ? 'descending' : 'ascending'}
              >
                <SortButton {...{ title, meaning, numeric, order }} onSort={setOrder} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map(run => (
            <Table.Tr key={run.key} data-shown={run.key === shown}>
              <Table.Th scope="row" className={classes.first}>
                <div className={classes.name}>
                  <Checkbox
                    size="xs"
                    aria-label={`Pick ${run.name}`}
                    checked={picked.includes(run.key)}
                    onChange={event => pick(run.key, event.currentTarget.checked)}
                  />
                  {naming === run.key ? (
                    <NameField
                      label="Name of the run"
                      name={run.name}
                      onDone={name => onName(run.key, name)}
                    />
                  ) : (
                    <button
                      type="button"
                      className={classes.open}
                      title={run.name}
                      aria-pressed={run.key === shown}
                      onClick={() => onShow(run.key)}
                    >
                      {run.name}
                    </button>
                  )}
                </div>
              </Table.Th>
              {columns.map(({ title, numeric, text }) => (
                <Table.Td key={title} data-numeric={numeric} title={numeric ? undefined : text(run)}>
                  {text(run)}
                  {title === 'Epochs' && !run.finished && ', not finished'}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface SortButtonProps {
  title: string;
  meaning: string;
  numeric: boolean;
  order: RunOrder | null;
  onSort(order: RunOrder): void;
}

/** Numbers sort largest first, words from a to z. */
function SortButton({ title, meaning, numeric, order, onSort }: SortButtonProps) {
  const sorted = order?.title === title;
  const Arrow = order?.descending ? IconArrowDown : IconArrowUp;
  return (
    <button
      type="button"
      className={classes.sort}
      title={meaning}
      onClick={() => onSort({ title, descending: sorted ? !order.descending : numeric })}
    >
      {title}
      {sorted && <Arrow size={12} aria-hidden="true" />}
    </button>
  );
}
