import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { clusterName } from '../../../data/runs/clusterEdits.ts';
import { componentTree } from '../../../maths/clustering/componentTree.ts';
import room from '../../../ui/room.module.css';
import { formatPercent } from '../../../ui/text/quantity.ts';
import type { ShownClustering } from '../shown/shownClustering.ts';
import type { ShownStore } from '../shown/shownStore.ts';
import classes from './Cards.module.css';
import { treeDrawing } from './treeDrawing.ts';

const rowPx = 22;
const widthPx = 340;

/** Which clusters overlap most, taken together one after the other: read from its root it is a taxonomy. */
export function ClusterTree({ clustering, shown }: { clustering: ShownClustering; shown: ShownStore }) {
  const edits = useStore(shown, s => s.edits);
  const merges = useMemo(() => componentTree(clustering.portrait.mixture), [clustering]);
  const components = edits.groups.length;
  const { leaves, joints } = useMemo(() => treeDrawing(merges, components), [merges, components]);
  const next = merges.find(({ left, right }) => {
    if (left >= components || right >= components) return false;
    return edits.groups[left] !== edits.groups[right];
  });
  const name = (component: number) => clusterName(edits, edits.groups[component]);
  return (
    <div className={room.part}>
      <p className={room.note}>
        Clusters that overlap most join first, at the left; the scale is how much of their Gaussians is
        shared.
      </p>
      <svg
        className={classes.tree}
        viewBox={`0 0 ${widthPx} ${rowPx * components}`}
        role="img"
        aria-label={merges
          .map(({ left, right, overlap }) => `${words(left)} with ${words(right)}, ${formatPercent(overlap)}`)
          .join('; ')}
      >
        {leaves.map((component, place) => (
          <text key={component} x={0} y={rowPx * place + 15}>
            {name(component).slice(0, 20)}
          </text>
        ))}
        {joints.map(({ x, y0, y1, x0, x1 }) => (
          <path
            key={`${x} ${y0} ${y1}`}
            d={`M${px(x0)} ${rowPx * y0 + 11}H${px(x)}V${rowPx * y1 + 11}H${px(x1)}`}
          />
        ))}
      </svg>
      {next && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ alignSelf: 'start' }}
          onClick={() => shown.getState().merge(edits.groups[next.left], edits.groups[next.right])}
        >
          Merge {name(next.left)} and {name(next.right)}
        </Button>
      )}
    </div>
  );

  function words(node: number): string {
    return node < components ? name(node) : `those of step ${node - components + 1}`;
  }
}

const textPx = 130;
const px = (share: number) => textPx + share * (widthPx - textPx - 4);
