import { Select } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { NumberColumn } from '../../../contracts/column.ts';
import { accuracyAlong } from '../../../maths/statistics/classifierReport.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import { finetuneSource } from '../labels/labelSources.ts';
import classes from '../style/FinetuneRoom.module.css';
import type { ClassJudgement } from './judgement.ts';

const bins = 4; // quarters: with fewer galaxies each, intervals say nothing
const sizeOrBrightness = /(radius|r50|r90|r_eff|size|half.?light|mag(nitude)?($|_)|petro|flux|signal)/i;

/** Accuracy by size or brightness, or along any other number: small, faint galaxies are where networks differ. */
export function AccuracyAlong({ judgement }: { judgement: ClassJudgement }) {
  const { columns: store } = useSession();
  const all = useStore(store, s => s.columns);
  const numbers = all.filter(
    (each): each is NumberColumn => each.kind === 'number' && each.source !== finetuneSource,
  );
  const [name, setName] = useState<string | null>(null);
  const column =
    numbers.find(each => each.name === name) ?? numbers.find(each => sizeOrBrightness.test(each.name));
  if (numbers.length === 0) return null;
  const { rows, labels, report } = judgement;
  const right = Uint8Array.from(labels, (label, i) => Number(report.predicted[i] === label));
  const found = column
    ? accuracyAlong(
        Float64Array.from(rows, row => (row < 0 ? Number.NaN : column.values[row])),
        right,
        bins,
      )
    : [];
  return (
    <section className={classes.part} aria-label="Accuracy along a column">
      <Select
        size="xs"
        label="Accuracy by"
        placeholder="Choose size, brightness or another number"
        searchable
        data={[...new Set(numbers.map(each => each.name))]}
        value={column?.name ?? null}
        onChange={setName}
        maxDropdownHeight={280}
      />
      {column && found.length === 0 && (
        <p className={classes.note}>No galaxy of the test split has a value of {column.name}.</p>
      )}
      <ul className={classes.counts}>
        {found.map(({ from, to, count, accuracy: { value, low, high } }) => (
          <li key={from}>
            <span>
              {formatNumber(from)} – {formatNumber(to, 3, column?.unit)}
            </span>
            <span aria-hidden="true">
              <span className={classes.bar} style={{ display: 'block', width: `${100 * value}%` }} />
            </span>
            <span className={classes.count}>
              {formatPercent(value)} ({(100 * low).toFixed(0)}–{(100 * high).toFixed(0)}) of {count}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
