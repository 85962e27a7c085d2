import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatPercent } from '../../../ui/text/quantity.ts';
import room from '../style/FinetuneRoom.module.css';
import classes from './ConfusionTable.module.css';

export interface ConfusionTableProps {
  names: readonly string[];
  /** (classes, classes) row-major: rows are true classes, columns predicted ones. */
  counts: Uint32Array;
  /** True and predicted class of the cell looked into. */
  chosen: readonly [number, number] | null;
  onChoose(cell: readonly [number, number]): void;
}

/** How often each class was taken for each; a cell shows its galaxies. */
export function ConfusionTable({ names, counts, chosen, onChoose }: ConfusionTableProps) {
  const [as, setAs] = useState<'counts' | 'shares'>('counts');
  const n = names.length;
  const sums = names.map((_, i) => counts.subarray(i * n, (i + 1) * n).reduce((sum, each) => sum + each, 0));
  return (
    <section className={room.part} aria-label="Confusion matrix">
      <div className={room.line}>
        <h3 className={`${room.heading} ${room.grow}`}>Confusion</h3>
        <SegmentedControl
          size="xs"
          aria-label="Confusion in"
          data={[
            { value: 'counts', label: 'Counts' },
            { value: 'shares', label: 'Shares' },
          ]}
          value={as}
          onChange={value => setAs(value as typeof as)}
        />
      </div>
      <div className={room.wide}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                true ╲ predicted
              </th>
              {names.map(name => (
                <th key={name} scope="col" title={name}>
                  <span>{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, truth) => (
              <tr key={name}>
                <th scope="row" title={name}>
                  <span>{name}</span>
                </th>
                {names.map((other, taken) => {
                  const count = counts[truth * n + taken];
                  const share = sums[truth] > 0 ? count / sums[truth] : 0;
                  return (
                    <td key={other}>
                      <button
                        type="button"
                        className={classes.cell}
                        style={{ '--share': share } as object}
                        aria-pressed={chosen?.[0] === truth && chosen[1] === taken}
                        aria-label={`${name} taken for ${other}: ${count}`}
                        disabled={count === 0}
                        onClick={() => onChoose([truth, taken])}
                      >
                        {as === 'counts' ? count : formatPercent(share)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!chosen && <p className={room.note}>Click a cell to see its galaxies here and on the map.</p>}
    </section>
  );
}
