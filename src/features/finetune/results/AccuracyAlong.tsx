import { Select } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { NumberColumn } from '../../../contracts/column.ts';
import { accuracyAlong } from '../../../maths/statistics/classifierReport.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { IntervalBars } from '../../../ui/charts/IntervalBars.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatNumber } from '../../../ui/text/quantity.ts';
import { finetuneSource } from '../labels/labelSources.ts';
import type { ClassJudgement } from './judgement.ts';

const bins = 4; // with more bins each has too few galaxies, and intervals become too wide
const sizeOrBrightness = /(radius|r50|r90|r_eff|size|half.?light|mag(nitude)?($|_)|petro|flux|signal)/i;

/** Accuracy by size or brightness, or along any other number: networks differ most on small and faint galaxies. */
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
