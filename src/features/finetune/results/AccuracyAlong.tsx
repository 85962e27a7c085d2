import { Select } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { accuracyAlong } from '../../../maths/statistics/classifierReport.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { IntervalBars } from '../../../ui/charts/IntervalBars.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import type { ClassJudgement } from './judgement.ts';
import { usualAlong } from './usualAlong.ts';

const bins = 4; // with more bins each has too few galaxies, and intervals become too wide

/** Accuracy by size or brightness, or along any other number: networks differ most on small and faint galaxies. */
export function AccuracyAlong({ judgement }: { judgement: ClassJudgement }) {
  const { columns: store } = useSession();
  const all = useStore(store, s => s.columns);
  const { numbers, usual } = usualAlong(all);
  const [name, setName] = useState<string | null>(null);
  const column = numbers.find(each => each.name === name) ?? usual;
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
    <section className={room.part} aria-label="Accuracy along a column">
      <Select
        size="xs"
        label="Accuracy by"
        placeholder="Choose size, brightness or another number"
        searchable
        data={[...new Set(numbers.map(each => each.name))]}
        value={column?.name ?? null}
        onChange={setName}
      />
      {column && found.length === 0 && (
        <p className={room.note}>No galaxy of the test split has a value of {column.name}.</p>
      )}
      {found.length > 0 && (
        <IntervalBars
          label={`Accuracy by ${column?.name}`}
          bars={found.map(({ from, to, count, accuracy }) => ({
            name: `${formatNumber(from)} – ${formatNumber(to, 3, column?.unit)}`,
            colour: 'muted',
            note: `of ${formatCount(count)}`,
            ...accuracy,
          }))}
          low={0}
          high={1}
        />
      )}
    </section>
  );
}
