import type { EpochFigures } from '../../../contracts/finetune.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import room from '../../../ui/room.module.css';
import { formatCounted, formatNumber } from '../../../ui/text/quantity.ts';

/** Training and validation loss, epoch by epoch, and the best epoch in words. */
export function TrainingCurves({ epochs }: { epochs: readonly EpochFigures[] }) {
  const best = epochs.reduce((least, each) => (each.validationLoss < least.validationLoss ? each : least));
  const { validationAccuracy: accuracy } = best;
  const right =
    accuracy === undefined ? '' : `, ${formatNumber(100 * accuracy, 3)} % of the validation galaxies right`;
  return (
    <>
      <Chart
        series={[
          { name: 'Training', points: epochs.map(each => [each.epoch, each.trainLoss] as const) },
          { name: 'Validation', points: epochs.map(each => [each.epoch, each.validationLoss] as const) },
        ]}
        label={`Loss of ${formatCounted(epochs.length, 'epoch')}; the best validation loss is ${formatNumber(best.validationLoss)} at epoch ${best.epoch}`}
        xLabel="epoch"
        yLabel="loss"
      />
      <p className={room.note}>
        Best so far: epoch {best.epoch}, validation loss {formatNumber(best.validationLoss)}
        {right}.
      </p>
    </>
  );
}
