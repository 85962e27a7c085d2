import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { accuracyAlong } from '../../../maths/statistics/classifierReport.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { IntervalBars } from '../../../ui/charts/IntervalBars.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies, formatNumber } from '../../../ui/text/quantity.ts';
import { usualAlong } from '../results/usualAlong.ts';
import type { PairStore } from './pairStore.ts';
import { pairCells, type RunPair } from './runPair.ts';

const bins = 4; // with more bins each has too few galaxies, and intervals become too wide

/** Accuracy of both runs along one number, in bins of equally many galaxies, and what those have of it that one alone is right about. */
export function AlongColumn({ found, pair }: { found: RunPair; pair: PairStore }) {
  const all = useStore(useSession().columns, s => s.columns);
  const working = useStore(pair, s => s.job !== null);
  const [name, setName] = useState<string | null>(null);
  const { numbers, usual } = usualAlong(all);
  const column = numbers.find(each => each.name === name) ?? usual;
  const known = found.rows.filter(row => row >= 0);
  const values = Float64Array.from(found.rows, row => (row < 0 || !column ? Number.NaN : column.values[row]));
  const sides = column ? found.right.map(right => accuracyAlong(values, right, bins)) : [];
  const measured = numbers.some(each => each.source === 'measured');
  const middles = column ? middlesOf(found, values) : null;
  return (
    <section className={room.part} aria-label="Accuracy of both along a column">
      <h3 className={room.heading}>Along a column</h3>
      {numbers.length > 0 && (
        <Select
          size="xs"
          label={column?.unit ? `Accuracy of both by, in ${column.unit}` : 'Accuracy of both by'}
          placeholder="Choose size, brightness or another number"
          searchable
          data={[...new Set(numbers.map(each => each.name))]}
          value={column?.name ?? null}
          onChange={setName}
        />
      )}
      {!measured && !usual && (
        <div className={room.line}>
          <span className={`${room.note} ${room.grow}`}>
            No column tells size or brightness: they can be measured from the pictures.
          </span>
          <Button
            size="compact-xs"
            variant="default"
            loading={working}
            onClick={() => void pair.getState().measure(Uint32Array.from(known).sort())}
          >
            Measure {formatGalaxies(known.length)}
          </Button>
        </div>
      )}
      {column && sides[0].length === 0 && (
        <p className={room.note}>None of these galaxies has a value of {column.name}.</p>
      )}
      {column && sides[0].length > 0 && (
        <>
          <IntervalBars
            label={`Accuracy of both by ${column.name}`}
            bars={sides[0].flatMap(({ from, to, count }, bin) =>
              sides.map((side, i) => ({
                name: `${'AB'[i]} · ${formatNumber(from)} – ${formatNumber(to)}`,
                place: i,
                note: `of ${count}`,
                ...side[bin].accuracy,
              })),
            )}
            low={0}
            high={1}
          />
          {middles && (
            <p className={room.note}>
              Median of {column.name} where only A is right: {formatNumber(middles[0], 3, column.unit)}; where
              only B is: {formatNumber(middles[1], 3, column.unit)}.
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Medians of a column over the galaxies that only the first, and only the second, is right about; null where there are none. */
function middlesOf(found: RunPair, values: Float64Array): [number, number] | null {
  const { first, second } = pairCells(found);
  const [one, other] = [first, second].map(list => {
    const sorted = Float64Array.from(list, i => values[i])
      .filter(value => !Number.isNaN(value))
      .sort();
    const half = sorted.length / 2;
    return sorted.length === 0 ? Number.NaN : (sorted[Math.floor(half)] + sorted[Math.ceil(half) - 1]) / 2;
  });
  return Number.isNaN(one) || Number.isNaN(other) ? null : [one, other];
}
