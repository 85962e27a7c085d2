import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { clustersOf } from '../../../data/runs/clusterEdits.ts';
import room from '../../../ui/room.module.css';
import { formatCount, formatGalaxies, formatNumber, formatPercent } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import type { ExplainStore } from '../shown/explainStore.ts';
import type { PaintStore } from '../shown/paintStore.ts';
import type { ShownClustering } from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import classes from './Cards.module.css';
import { ClusterCard } from './ClusterCard.tsx';
import { amiMeaning, membersOfCluster, typicalMembers } from './cardFacts.ts';

interface ClusterCardsProps {
  clustering: ShownClustering;
  shown: ShownStore;
  explained: ExplainStore;
  paint: PaintStore;
}

/** All clusters, the largest first, and above them what the clustering as a whole is about. */
export function ClusterCards({ clustering, shown, explained, paint }: ClusterCardsProps) {
  const { edits, told, canUndo, canRedo } = useStore(shown);
  const { explanations, share, sampled, failure } = useStore(explained);
  const { painting, pictures, failure: unpainted } = useStore(paint);
  const sizes = new Map(clustersOf(edits).map(cluster => [cluster, 0]));
  for (const cluster of told?.clusters ?? []) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const order = [...sizes].sort(([a, m], [b, n]) => n - m || a - b).map(([cluster]) => cluster);
  const whole = explanations?.whole.filter(({ telling }) => telling).slice(0, 3);

  function paintAll(): void {
    const { results, portrait } = clustering;
    const places =
      results && told
        ? order.flatMap(cluster => {
            const { mixture } = portrait;
            const latents = mixture.means.length / mixture.logWeights.length;
            const span = [cluster * latents, (cluster + 1) * latents] as const;
            const [mean, spread] = [mixture.means.subarray(...span), mixture.logVariances.subarray(...span)];
            const near = typicalMembers(membersOfCluster(told, cluster), results.codes, mean, spread, 6);
            return near.map(({ place }) => place);
          })
        : [];
    void paint.getState().paint(clustering, places);
  }
  return (
    <div className={room.part}>
      {share !== null && (
        <p className={room.note} role="status">
          Comparing with every column, {formatPercent(share)} …
        </p>
      )}
      {failure && <p className={room.note}>The columns could not be compared: {failure}</p>}
      {whole && (
        <p className={room.note}>
          {whole.length === 0 ? (
            'As a whole it agrees with no column more than chance does.'
          ) : (
            <>
              As a whole it agrees most, by <Term meaning={amiMeaning}>AMI</Term>, with{' '}
              {whole.map(({ label, agreement }) => `${label} (${formatNumber(agreement, 2)})`).join(', ')}.
            </>
          )}
          {sampled !== null &&
            told &&
            ` Compared over ${formatCount(sampled)} of its ${formatGalaxies(told.rows.length)}, evenly taken.`}
        </p>
      )}
      <div className={classes.actions}>
        {!pictures && (
          <Button size="compact-xs" variant="default" loading={painting} onClick={paintAll}>
            Draw from the clusters
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          disabled={!canUndo}
          onClick={() => shown.getState().undo()}
        >
          Undo
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowForwardUp size={14} />}
          disabled={!canRedo}
          onClick={() => shown.getState().redo()}
        >
          Redo
        </Button>
      </div>
      {unpainted && <p className={room.note}>They could not be drawn: {unpainted}</p>}
      <ul className={classes.cards}>
        {order.map(cluster => (
          <ClusterCard key={cluster} {...{ cluster, clustering, told, shown, explained, paint }} />
        ))}
      </ul>
    </div>
  );
}
