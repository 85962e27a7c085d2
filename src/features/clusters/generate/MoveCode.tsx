import '@mantine/core/styles/Slider.css';
import { Button, Select, Slider } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import { clusterName, clustersOf } from '../../../data/runs/clusterEdits.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { SquarePicture } from '../../../ui/pictures/SquarePicture.tsx';
import room from '../../../ui/room.module.css';
import classes from './Generate.module.css';
import type { GenerateProps } from './generateProps.ts';
import { strip, useMovedCodes } from './movedCodes.ts';
import { SyntheticPictures } from './SyntheticPictures.tsx';
import { usePainted } from './usePainted.ts';

/** A cluster's mean or the selected galaxy, moved along one latent and by the difference of two clusters. */
// Longer than 100 lines: five controls of one code, and the pictures of it.
export function MoveCode({ clustering, shown, painter }: GenerateProps) {
  const { selection } = useSession();
  const { edits, told } = useStore(shown);
  const selected = useStore(selection, s => s.row);
  const { portrait } = clustering;
  const { mixture, sidePx } = portrait;
  const latents = mixture.means.length / mixture.logWeights.length;
  const [base, setBase] = useState('0');
  const [latent, setLatent] = useState(0);
  const [amount, setAmount] = useState(0);
  const [groups, setGroups] = useState<{ from: number; to: number }>({ from: 0, to: 1 });
  const [difference, setDifference] = useState(0);
  const place = told && selected !== null ? told.places[told.rows.indexOf(selected)] : undefined;
  const moved = { base, latent, amount, difference, ...groups };
  const codes = useMovedCodes(clustering, told, place, moved);
  const painted = usePainted(painter, clustering, codes);
  const choices = clustersOf(edits).map(c => ({ value: String(c), label: clusterName(edits, c) }));
  return (
    <>
      <Select
        size="xs"
        label="Begin at"
        allowDeselect={false}
        data={[
          ...(place === undefined ? [] : [{ value: 'selected', label: 'The selected galaxy' }]),
          ...choices.map(({ value, label }) => ({ value, label: `Mean of ${label}` })),
        ]}
        value={base === 'selected' && place === undefined ? '0' : base}
        onChange={value => value && setBase(value)}
      />
      <Select
        size="xs"
        label="Latent"
        allowDeselect={false}
        data={Array.from({ length: latents }, (_, d) => ({ value: String(d), label: `Latent ${d + 1}` }))}
        value={String(latent)}
        onChange={value => setLatent(Number(value))}
      />
      <div>
        <span className={classes.label}>Moved by {amount.toFixed(1)} deviations</span>
        <Slider
          thumbLabel="Amount along the latent"
          label={null}
          min={-4}
          max={4}
          step={0.1}
          value={amount}
          onChange={setAmount}
        />
      </div>
      <div>
        <span className={classes.label}>
          Plus {difference.toFixed(1)} × ({clusterName(edits, groups.to)} − {clusterName(edits, groups.from)})
        </span>
        <Slider
          thumbLabel="Amount of the difference"
          label={null}
          min={-1}
          max={2}
          step={0.1}
          value={difference}
          onChange={setDifference}
        />
      </div>
      <div className={classes.large}>
        {(['to', 'from'] as const).map(end => (
          <Select
            key={end}
            size="xs"
            label={end === 'to' ? 'Add what is in' : 'and not in'}
            allowDeselect={false}
            data={choices}
            value={String(groups[end])}
            onChange={value => value && setGroups({ ...groups, [end]: Number(value) })}
          />
        ))}
      </div>
      <SyntheticPictures
        pictures={painted.pictures.slice(0, 1)}
        painting={painted.painting}
        failure={painted.failure}
        codes={codes}
        clustering={clustering}
        words="moved"
        large
      />
      {painted.pictures.length > 1 && (
        <>
          <p className={room.note}>What latent {latent + 1} does, from −3 to 3 deviations:</p>
          <div className={classes.pictures} style={{ gridTemplateColumns: 'repeat(7, minmax(0, 1fr))' }}>
            {painted.pictures
              .slice(1)
              .map((values, i) => ({ name: `Synthetic, latent ${latent + 1} at ${strip[i]}`, values }))
              .map(({ name, values }) => (
                <SquarePicture key={name} values={values} sidePx={sidePx} label={name} />
              ))}
          </div>
        </>
      )}
      <Button
        size="compact-xs"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() => {
          setAmount(0);
          setDifference(0);
        }}
      >
        Back to where it began
      </Button>
    </>
  );
}
