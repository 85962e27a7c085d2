import type { DistilSettings } from '../../../contracts/distillation/distilSettings.ts';
import type {
  Contender,
  EvaluationNetwork,
  EvaluationRow,
} from '../../../contracts/distillation/prototypes.ts';

/** One row of the table to be made. */
interface PlannedRow {
  contender: Contender;
  network: EvaluationNetwork;
}

/**
 * What a run is judged beside: its prototypes first, by the student and by another architecture, then what they have to beat.
 *
 * @param rows of the table so far; a row of prototypes that have changed since is made again
 * @param iteration the run has come to
 */
export function evaluationPlan(
  { imagesPerClass }: Pick<DistilSettings, 'imagesPerClass'>,
  rows: readonly Pick<EvaluationRow, 'contender' | 'network' | 'iteration'>[],
  iteration: number,
): PlannedRow[] {
  const convnet = (contender: Contender): PlannedRow => ({ contender, network: 'convnet' });
  const all: PlannedRow[] = [
    convnet('synthetic'),
    { contender: 'synthetic', network: 'resnet' },
    convnet('random'),
    ...(imagesPerClass === 1 ? [convnet('average')] : []), // a class has one average
    convnet('herding'),
    convnet('full'),
  ];
  return all.filter(
    ({ contender, network }) =>
      !rows.some(
        row =>
          row.contender === contender &&
          row.network === network &&
          (contender !== 'synthetic' || row.iteration === iteration),
      ),
  );
}
