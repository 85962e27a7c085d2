import type { EpochFigures } from '../../../contracts/finetune.ts';
import { LineChart } from '../../../ui/charts/LineChart.tsx';
import { formatNumber } from '../../../ui/text/quantity.ts';
import classes from '../style/FinetuneRoom.module.css';

/** Loss on what is learnt and on what validates, epoch by epoch, with the best marked in words. */
export function TrainingCurves({ epochs }: { epochs: readonly EpochFigures[] }) {
  const losses = epochs
    .flatMap(({ trainLoss, validationLoss }) => [trainLoss, validationLoss])
    .filter(Number.isFinite);
  const best = epochs.reduce((least, each) => (each.validationLoss < least.validationLoss ? each : least));
  const { validationAccuracy: accuracy } = best;
  const right =
    accuracy === undefined ? '' : `, ${formatNumber(100 * accuracy, 3)} % of the validation galaxies right`;
  return (
    <>
      <LineChart
        lines={[
          { name: 'Training', points: epochs.map(each => [each.epoch, each.trainLoss] as const) },
          { name: 'Validation', points: epochs.map(each => [each.epoch, each.validationLoss] as const) },
        ]}
        label={`Loss of ${epochs.length} epochs; the best validation loss is ${formatNumber(best.validationLoss)} at epoch ${best.epoch}`}
        xLabel="epoch"
        yLabel="loss"
        x={[1, Math.max(2, epochs.length)]}
        y={[Math.min(0, ...losses), Math.max(1e-6, ...losses)]}
      />
      <p className={classes.note}>
        Best so far: epoch {best.epoch}, validation loss {formatNumber(best.validationLoss)}
        {right}.
      </p>
    </>
  );
}
