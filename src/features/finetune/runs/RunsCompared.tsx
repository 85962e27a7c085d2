import '@mantine/core/styles/Table.css';
import { Table } from '@mantine/core';
import type { FinetuneRun } from '../../../data/runs/finetuneRuns.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import { IntervalBars } from '../../../ui/charts/IntervalBars.tsx';
import type { IntervalBar } from '../../../ui/charts/intervalBar.ts';
import room from '../../../ui/room.module.css';
import { figureLabels } from '../results/judgement.ts';
import table from './RunsCompared.module.css';
import { runDifferences, sameGalaxiesUnseen, weighingOf } from './runDifferences.ts';
import { figureOf } from './runFigures.ts';

/** Two or more runs: how well each does, how each learnt, and what was done differently. */
export function RunsCompared({ runs }: { runs: readonly FinetuneRun[] }) {
  const names = distinctNames(runs);
  const balanced: IntervalBar[] = runs.flatMap((run, i) => {
    const { value, low, high } = figureOf(run, figureLabels.balanced) ?? {};
    return typeof value === 'number'
      ? [{ name: names[i], place: i, value, low: low ?? value, high: high ?? value }]
      : [];
  });
  const guess = Math.max(...runs.map(({ task }) => (task.kind === 'classes' ? 1 / task.classes : 0)));
  const differences = runDifferences(runs);
  return (
    <section className={room.part} aria-label="Runs compared">
      <h2 className={room.heading}>{runs.length} runs compared</h2>
      {balanced.length > 1 && (
        <>
          <IntervalBars label="Balanced accuracy" bars={balanced} low={0} high={1} guide={guess} />
          <p className={room.note}>
            {figureLabels.balanced} with 95 % intervals; the line is a guess.{' '}
            {sameGalaxiesUnseen(runs)
              ? 'All were judged on the same unseen galaxies.'
              : 'They were judged on different galaxies, which by itself makes figures differ.'}
          </p>
        </>
      )}
      <ValidationLosses runs={runs} names={names} />
      {differences.length === 0 ? (
        <p className={room.note}>They answer the same question and were trained alike.</p>
      ) : (
        <div className={room.wide}>
          <Table className={table.table} aria-label="Where the runs differ" withRowBorders={false}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Differs in</Table.Th>
                {runs.map(({ key }, i) => (
                  <Table.Th key={key} scope="col" title={names[i]}>
                    {names[i]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ label, values }) => (
                <Table.Tr key={label}>
                  <Table.Th scope="row">{label}</Table.Th>
                  {values.map((value, i) => (
                    <Table.Td key={runs[i].key} title={value}>
                      {value}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

/** Validation losses: on one pair of axes where they can be compared, each kind on its own where classes weigh differently. */
function ValidationLosses({ runs, names }: { runs: readonly FinetuneRun[]; names: readonly string[] }) {
  if (new Set(runs.map(({ task, question }) => `${task.kind} ${question}`)).size > 1) {
    return <p className={room.note}>They answer different questions, whose losses cannot be compared.</p>;
  }
  const all = runs.flatMap((run, i) => {
    const points = run.epochs.map(each => [each.epoch, each.validationLoss] as const);
    return points.length > 0 ? [{ name: names[i], points, weighing: weighingOf(run) }] : [];
  });
  if (all.length < 2) return null;
  const weighings = [...new Set(all.map(({ weighing }) => weighing))];
  return (
    <>
      {weighings.length > 1 && (
        <p className={room.note}>
          These losses weigh the classes differently: only their course can be compared, not their height, and
          each stands on axes of its own.
        </p>
      )}
      {weighings.map(weighing => {
        const series = all.filter(each => each.weighing === weighing);
        return (
          <Chart
            key={weighing}
            series={series.map(({ name, points }) => ({ name, points }))}
            label={`Validation loss of ${weighings.length > 1 ? series.map(({ name }) => name).join(', ') : 'each run'}, epoch by epoch`}
            xLabel="epoch"
            yLabel={`validation loss${weighing === '' ? '' : ', classes weighted'}`}
          />
        );
      })}
    </>
  );
}

/** "ring", "ring (2)": two runs may have one name. */
function distinctNames(runs: readonly FinetuneRun[]): string[] {
  const seen = new Map<string, number>();
  return runs.map(({ name }) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
