import '@mantine/core/styles/Slider.css';
import { Button, Select, Slider } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { clusterName } from '../../../data/runs/clusterEdits.ts';
import { drawnCodes } from '../../../maths/clustering/generatedCodes.ts';
import { createRandom } from '../../../maths/statistics/random.ts';
import classes from './Generate.module.css';
import type { GenerateProps } from './generateProps.ts';
import { SyntheticPictures } from './SyntheticPictures.tsx';
import { usePainted } from './usePainted.ts';

const drawn = 12;

/** Galaxies drawn from a component, near its mean or far from it. */
export function DrawFromCluster({ clustering, shown, painter }: GenerateProps) {
  const edits = useStore(shown, s => s.edits);
  const [component, setComponent] = useState(0);
  const [temperature, setTemperature] = useState(1);
  const [seed, setSeed] = useState(1);
  const { mixture } = clustering.portrait;
  const codes = useMemo(
    () => drawnCodes(mixture, component, temperature, drawn, createRandom(seed)),
    [mixture, component, temperature, seed],
  );
  const painted = usePainted(painter, clustering, codes);
  const name = clusterName(edits, edits.groups[component] ?? component);
  return (
    <>
      <Select
        size="xs"
        label="Cluster"
        allowDeselect={false}
        data={edits.groups.map((group, c) => ({
          value: String(c),
          label: group === c ? clusterName(edits, c) : `${clusterName(edits, group)}, component ${c + 1}`,
        }))}
        value={String(component)}
        onChange={value => setComponent(Number(value))}
      />
      <div>
        <span className={classes.label}>Temperature {temperature.toFixed(1)}</span>
        <Slider
          label={null}
          min={0}
          max={2}
          step={0.1}
          value={temperature}
          onChange={setTemperature}
          thumbLabel="Temperature"
        />
      </div>
      <Button
        size="compact-xs"
        variant="default"
        style={{ alignSelf: 'start' }}
        onClick={() => setSeed(seed + 1)}
      >
        Draw others
      </Button>
      <SyntheticPictures
        {...painted}
        codes={codes}
        clustering={clustering}
        words={`drawn from ${name} at temperature ${temperature.toFixed(1)}`}
      />
    </>
  );
}
