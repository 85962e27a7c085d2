import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { straightCode, straightPathSteps } from '../../../maths/clustering/straightPath.ts';
import { finishedSteps } from '../../../maths/finishedSteps.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { runJob } from '../../../session/runJob.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { Chart } from '../../../ui/charts/Chart.tsx';
import { chosenRows, learntRows } from './chosenRows.ts';
import type { ClusterChoice } from './clusterChoice.ts';
import classes from './NewClustering.module.css';
import { allPictures, type ComparisonCalls, type Studies } from './pictureReader.ts';
import { componentsOfRows } from './readRequest.ts';

interface ComponentNumbersProps {
  choice: ClusterChoice;
  studies: Studies & ComparisonCalls;
  pixels: IngestWorker['pixels'];
  onChoose(components: number): void;
}

const looked = 1200; // galaxies: parts of 400 of them differ enough

/** How many clusters stick-breaking mixtures come to, over random parts of the galaxies: it has no single answer. */
export function ComponentNumbers({ choice, studies, pixels, onChoose }: ComponentNumbersProps) {
  const session = useSession();
  const [numbers, setNumbers] = useState<number[] | null>(null);
  const [counting, setCounting] = useState(false);

  async function count(): Promise<void> {
    const { catalogue } = session.catalogue.getState();
    const { representation } = session.representation.getState();
    if (!catalogue) return;
    setCounting(true);
    const end = await runJob(
      session.jobs,
      'Ask how many clusters',
      async ({ signal, report }) => {
        const { rows } = chosenRows(session, choice.galaxies);
        const { latents } = choice.settings;
        let inputs: Float32Array;
        if (choice.kind === 'network' && representation) {
          const known = new Set(representation.rows);
          inputs = componentsOfRows(
            learntRows(
              rows.filter(row => known.has(row)),
              looked,
              1,
            ),
            representation,
          );
        } else {
          const recipe = { ...choice, uncovered: Uint32Array.from(choice.uncovered) };
          const house = { pixels, studies, handle: catalogue.handle };
          const read = await allPictures(house, learntRows(rows, looked, 1), recipe, {
            signal,
            onProgress: report,
          });
          inputs = Float32Array.from(read.pictures, value => value / 255);
        }
        const wide = choice.kind === 'network' ? representation!.components.columns : pictureNumbers(choice);
        const path = finishedSteps(straightPathSteps(inputs, wide, latents));
        const codes = straightCode(path, inputs);
        return studies.job({ signal, onProgress: report }, (api, port) =>
          api.componentNumbers(codes, latents, choice.seed, port),
        );
      },
      { room: 'clusters' },
    );
    setCounting(false);
    if (end.outcome === 'done') setNumbers(end.value);
    else if (end.outcome === 'failed')
      session.notices.getState().complain(`It could not be asked how many: ${sentenceOf(end.error)}`);
  }

  const counts = new Map<number, number>();
  for (const number of numbers ?? []) counts.set(number, (counts.get(number) ?? 0) + 1);
  const points = [...counts].sort(([a], [b]) => a - b);
  const usual = points.reduce((best, point) => (point[1] > best[1] ? point : best), [0, 0])[0];
  return (
    <div className={classes.fields}>
      <div className={classes.actions}>
        <Button size="compact-xs" variant="default" loading={counting} onClick={() => void count()}>
          Ask how many
        </Button>
        {numbers && (
          <Button size="compact-xs" variant="default" onClick={() => onChoose(Math.max(2, usual))}>
            Take {usual}
          </Button>
        )}
      </div>
      {numbers && (
        <>
          <Chart
            series={[{ name: 'parts of the galaxies', points, mark: 'bars' }]}
            label={`Numbers of clusters over ${numbers.length} parts of the galaxies, most often ${usual}`}
            xLabel="clusters"
            yLabel="parts"
            heightPx={110}
          />
          <p className={classes.meaning}>
            What a stick-breaking mixture of principal components finds in {numbers.length} random parts of
            the galaxies. It has no single answer.
          </p>
        </>
      )}
    </div>
  );
}
