import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/NumberInput.css';
import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { Chart } from '../../../ui/charts/Chart.tsx';
import room from '../../../ui/room.module.css';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import type { ClassQuestion } from '../labels/question.ts';
import type { StartChoice } from '../training/finetuneClients.ts';
import type { Recipe } from '../training/recipe.ts';
import { comparisonLines } from './comparisonLines.ts';
import type { ComparisonStore } from './comparisonStore.ts';

interface CompareStartsProps {
  comparison: ComparisonStore;
  recipe: Recipe;
  question: ClassQuestion;
  starts: readonly StartChoice[];
  disabled: boolean;
}

const usualDraws = 5; // enough to see a spread; the paper's figures use 20

/** The same labels and split from several starts, side by side, and the curve of accuracy against labels. */
export function CompareStarts({ comparison, recipe, question, starts, disabled }: CompareStartsProps) {
  const job = useStore(comparison, s => s.job);
  const [left, setLeft] = useState<readonly string[]>([]);
  const [draws, setDraws] = useState(usualDraws);
  const chosen = starts.filter(({ name }) => !left.includes(name));
  const { compare, stop } = comparison.getState();
  const begin = (count: number) => void compare(question, recipe, chosen, count);
  return (
    <section className={room.part} aria-label="Compare starts">
      <h2 className={room.heading}>Compare starts</h2>
      <p className={room.note}>
        The same labels, split and recipe from each start: how much does what a network already knows help?
      </p>
      <div className={room.line}>
        {starts.map(({ name, title }) => (
          <Checkbox
            key={name}
            size="xs"
            label={title}
            checked={!left.includes(name)}
            onChange={event =>
              setLeft(event.currentTarget.checked ? left.filter(each => each !== name) : [...left, name])
            }
          />
        ))}
      </div>
      <NumberInput
        size="xs"
        label="Draws of labels"
        description="Trainings for each number of labels in the curve; its bars are their standard deviation."
        min={2}
        max={20}
        value={draws}
        onChange={value => typeof value === 'number' && setDraws(value)}
      />
      {job === null ? (
        <div className={room.line}>
          <Button
            size="xs"
            variant="default"
            disabled={disabled || chosen.length === 0}
            onClick={() => begin(0)}
          >
            Compare starts
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={disabled || chosen.length === 0}
            onClick={() => begin(draws)}
          >
            Draw label-efficiency curve
          </Button>
        </div>
      ) : (
        <ComparisonProgress id={job} onStop={stop} />
      )}
      <Comparison comparison={comparison} />
    </section>
  );
}

function ComparisonProgress({ id, onStop }: { id: number; onStop(): void }) {
  const progress = useStore(useSession().jobs, s => s.jobs.find(job => job.id === id)?.progress);
  return (
    <div className={room.line}>
      <p className={`${room.note} ${room.grow}`} role="status">
        {progress && progress.total > 0
          ? `${progress.phase}: ${formatCount(progress.done)} of ${formatCount(progress.total)} ${progress.unit}`
          : `${progress?.phase ?? 'Starting'} …`}
      </p>
      <Button size="compact-xs" variant="default" onClick={onStop}>
        Stop and keep these
      </Button>
    </div>
  );
}

function Comparison({ comparison }: { comparison: ComparisonStore }) {
  const { trainings, starts, classes: kinds, failure } = useStore(comparison);
  const lines = comparisonLines(trainings, starts);
  if (failure) return <p className={room.note}>The comparison ended early: {failure}</p>;
  if (lines.length === 0) return null;
  const sizes = lines.flatMap(({ points }) => points.map(({ labels }) => labels));
  return (
    <>
      {Math.max(...sizes) > Math.min(...sizes) && (
        <Chart
          series={[
            ...lines.map(({ title, points }) => ({
              name: title,
              points: points.map(({ labels, mean }) => [labels, mean] as const),
              intervals: points.map(({ mean, spread }) => [mean - spread, mean + spread] as const),
              mark: 'dotted-line' as const,
            })),
            {
              name: 'guess',
              points: [Math.min(...sizes), Math.max(...sizes)].map(x => [x, 1 / kinds] as const),
              guide: true,
            },
          ]}
          label="Balanced accuracy on unseen galaxies against the number of labels, of each start"
          xLabel="labels to train on"
          yLabel="balanced accuracy"
          y={[0, 1]}
          xScale="log"
          heightPx={180}
        />
      )}
      <ul
        className={room.part}
        style={{ margin: 0, padding: 0, listStyle: 'none', gap: 2 }}
        aria-label="Starts compared"
      >
        {lines.map(({ name, title, points }) => {
          const last = points[points.length - 1];
          return (
            <li key={name} className={room.fact}>
              <span>{title}</span>
              <span>
                {last.mean.toFixed(3)} with {formatCounted(last.labels, 'label')}
              </span>
            </li>
          );
        })}
      </ul>
      <p className={room.note}>
        Balanced accuracy on the galaxies of the test split; a guess is {(1 / kinds).toFixed(2)}.
      </p>
    </>
  );
}
