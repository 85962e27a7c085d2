import type { ClusterEpoch } from '../../../contracts/clustering/clusters.ts';
import { Chart } from '../../../ui/charts/Chart.tsx';
import room from '../../../ui/room.module.css';
import { formatNumber } from '../../../ui/text/quantity.ts';
import classes from './TrainingPanel.module.css';

/** The bound and its terms by epoch, and what there is of clusters. */
export function RunCurves({ epochs }: { epochs: readonly ClusterEpoch[] }) {
  const last = epochs.at(-1);
  if (!last) return <p className={room.note}>Curves begin with the first epoch.</p>;
  const points = (of: (epoch: ClusterEpoch) => number) =>
    epochs.map(epoch => [epoch.epoch + 1, of(epoch)] as const);
  const x = [1, Math.max(2, epochs.length)] as const;
  return (
    <>
      <dl className={classes.facts}>
        <Fact
          name="Clusters in use"
          value={last.prior === 'mixture' ? formatNumber(last.inUse) : 'not yet'}
        />
        <Fact
          name="I(z; c), nats"
          value={last.prior === 'mixture' ? formatNumber(last.information) : 'not yet'}
        />
        <Fact name="Active latents" value={String(last.activeLatents)} />
        <Fact name="Error of pictures" value={formatNumber(last.pictureError)} />
      </dl>
      <Chart
        series={[{ name: 'pictures', points: points(epoch => epoch.pictureError), colour: 'text' }]}
        label={`Mean squared error of pictures ${formatNumber(last.pictureError)} after ${epochs.length} epochs`}
        xLabel="epoch"
        yLabel="squared error"
        yScale="log"
        heightPx={100}
        x={x}
      />
      <Chart
        series={[
          { name: 'divergence', points: points(epoch => epoch.divergence), colour: 'text' },
          { name: 'clusters in use', points: points(epoch => epoch.inUse), colour: 'muted' },
        ]}
        label={`Divergence from the prior ${formatNumber(last.divergence)} nats, ${formatNumber(last.inUse)} clusters in use`}
        xLabel="epoch"
        yLabel="nats, clusters"
        heightPx={100}
        x={x}
      />
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={room.fact}>
      <dt>{name}</dt>
      <dd style={{ margin: 0 }}>{value}</dd>
    </div>
  );
}
