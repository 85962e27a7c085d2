import { Button, Select } from '@mantine/core';
import { IconBrain } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { attentionOf, type KeptAttention } from '../../maths/attention/attentionView.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { formatNumber } from '../../ui/text/quantity.ts';
import { Term } from '../../ui/text/Term.tsx';
import { Working } from './AnswersPanel.tsx';
import { AttentionBeside } from './AttentionBeside.tsx';
import { Distances, Heads, SignedKey } from './AttentionParts.tsx';
import { chosenMap, greatest, type MapChoice, rangeOf } from './attentionMap.ts';
import classes from './NetworkRoom.module.css';
import type { NetworkStore, SeenAttention } from './networkStore.ts';
import { PaneFailure } from './PaneFailure.tsx';
import { PatchPicture } from './PatchPicture.tsx';
import { usePane } from './usePane.ts';

const rolloutMeaning =
  'Attention rollout (Abnar & Zuidema 2020): the attention of all layers multiplied, each layer passing on half of a token itself.';

/** A layer of null is the last one, whatever network is shown. */
type ChosenMap = { layer: MapChoice['layer'] | null; head: MapChoice['head'] };

interface AttentionPanelProps {
  store: NetworkStore;
  onChooseWeights?(): void;
}

/** Where a transformer looks: by layer and head, from the class token or from a patch that is clicked. */
export function AttentionPanel({ store, onChooseWeights }: AttentionPanelProps) {
  const { status, result, failure, fresh, refresh } = usePane(store.attention);
  if (failure !== null) return <PaneFailure failure={`No attention: ${failure}`} onRetry={refresh} />;
  if (result && !result.kept) {
    return (
      <EmptyState
        icon={<IconBrain size={20} />}
        action={
          onChooseWeights && (
            <Button variant="default" size="xs" onClick={onChooseWeights}>
              Choose other weights
            </Button>
          )
        }
      >
        {result.title} is a convolutional network, and only transformers attend. Open a ViT among the weights,
        or train one in Fine-tune (begin from “ViT-micro, from nothing”) and draw the map with it.
      </EmptyState>
    );
  }
  return (
    <>
      <Working words="Running the network" shown={status === 'working'} />
      {result?.kept && <Attended store={store} seen={result} kept={result.kept} stale={!fresh} />}
    </>
  );
}

function Attended({
  store,
  seen,
  kept,
  stale,
}: {
  store: NetworkStore;
  seen: SeenAttention;
  kept: KeptAttention;
  stale: boolean;
}) {
  const [choice, setChoice] = useState<ChosenMap>({ layer: null, head: 'mean' });
  const { choosePatch } = store.choice.getState();
  const wantedPatch = useStore(store.choice, s => s.patch);
  const view = useMemo(
    () =>
      attentionOf(kept, wantedPatch !== null && wantedPatch < kept.rows * kept.columns ? wantedPatch : null),
    [kept, wantedPatch],
  );
  const { image } = seen;
  const { layers, signed, patch, rows, columns } = view;
  const last = layers - 1;
  const layer = choice.layer === 'all' ? (view.rollout ? 'all' : last) : Math.min(choice.layer ?? last, last);
  const values = useMemo(() => chosenMap(view, { ...choice, layer }), [view, choice, layer]);
  const { least, most } = rangeOf(values);
  const from =
    patch === null ? 'the class token' : `patch ${Math.floor(patch / columns) + 1}, ${(patch % columns) + 1}`;
  const where = layer === 'all' ? 'over all layers' : `in layer ${layer + 1} of ${layers}`;
  const by =
    layer === 'all' ? '' : choice.head === 'mean' ? ', mean of the heads' : `, head ${choice.head + 1}`;
  return (
    <div className={stale ? `${room.part} ${classes.stale}` : room.part} aria-busy={stale}>
      <Select
        label="Layer"
        size="xs"
        allowDeselect={false}
        data={[
          ...(view.rollout ? [{ value: 'all', label: 'All layers: rollout' }] : []),
          ...Array.from({ length: layers }, (_, i) => ({ value: String(i), label: `${i + 1} of ${layers}` })),
        ]}
        value={String(layer)}
        onChange={name =>
          name !== null && setChoice({ ...choice, layer: name === 'all' ? 'all' : Number(name) })
        }
      />
      <PatchPicture
        {...{ image, view, values }}
        label={`Attention of ${from} ${where}${by}: ${placeOf(values, rows, columns)}`}
        onPatch={choosePatch}
      />
      <div className={room.line}>
        <span>
          From {from}
          {by}
        </span>
        {patch !== null && (
          <Button size="compact-xs" variant="default" onClick={() => choosePatch(null)}>
            From the class token
          </Button>
        )}
      </div>
      {signed ? <SignedKey most={greatest(values)} /> : null}
      <p className={room.note}>
        {signed
          ? `A Linformer looks at ${rows * columns + 1} tokens through fewer places, each a learnt mixture of all tokens. What it takes of a patch is therefore signed: red is added, blue is taken away. These are no shares, so there is neither contour nor rollout.`
          : `Yellow: what it attends to most, ${finePercent(most)} at one patch; clear: least, ${finePercent(least)}. Looking everywhere alike would give each ${finePercent(1 / (rows * columns + 1))}. The line holds 60 % of what goes to patches. Click a patch to see what that one attends to.`}{' '}
        {layer === 'all' && <Term meaning={rolloutMeaning}>Rollout</Term>}
      </p>
      <AttentionBeside {...{ store, seen, view }} />
      {layer !== 'all' && (
        <Heads
          {...{ view, layer }}
          chosen={choice.head}
          onHead={own => setChoice({ ...choice, layer, head: own })}
        />
      )}
      <Distances view={view} />
    </div>
  );
}

/** "1.6 %" */
const finePercent = (share: number) => `${formatNumber(100 * share, 2)} %`;

/** "most at the middle centre" */
function placeOf(values: Float32Array, rows: number, columns: number): string {
  let most = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]) > Math.abs(values[most])) most = i;
  const third = (at: number, count: number, words: readonly string[]) =>
    words[Math.min(2, Math.floor((3 * (at + 0.5)) / count))];
  const vertical = third(Math.floor(most / columns), rows, ['top', 'middle', 'bottom']);
  return `most at the ${vertical} ${third(most % columns, columns, ['left', 'centre', 'right'])}`;
}
