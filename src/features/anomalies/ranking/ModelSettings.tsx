import '@mantine/core/styles/Slider.css';
import { Select, Slider } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import {
  acquisitionFunctions,
  acquisitionNames,
  acquisitionOf,
} from '../../../maths/interest/acquisition.ts';
import { covarianceKernels, kernelNames } from '../../../maths/interest/kernels.ts';
import room from '../../../ui/room.module.css';
import { formatNumber } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { foundSentences, shortcutText } from '../state/phrases.ts';
import classes from './ModelSettings.module.css';

/** Settings of how the model learns and asks, and what it found. */
export function ModelSettings({ store }: { store: AnomaliesStore }) {
  const { settings, learnt, unusual, change } = useStore(store);
  const { meaning, tradeOff } = acquisitionOf(settings.acquisition);
  const used = settings.tradeOff ?? tradeOff?.default ?? 0;
  const [dragged, setDragged] = useState(used);
  useEffect(() => setDragged(used), [used]);
  const found = [
    ...(learnt ? foundSentences(learnt.ranking) : []),
    ...(unusual && !learnt?.ranking.hyperparameters ? unusual.ranking.shortcuts.map(shortcutText) : []),
  ];
  return (
    <section className={room.settings} aria-label="The model">
      <Select
        size="xs"
        label="Kernel: how interest changes between galaxies"
        description={covarianceKernels[settings.kernel].meaning}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={kernelNames.map(value => ({ value, label: covarianceKernels[value].label }))}
        value={settings.kernel}
        onChange={value => value && change({ kernel: value as typeof settings.kernel })}
      />
      <Select
        size="xs"
        label="Acquisition: which galaxies are asked about"
        description={meaning}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={acquisitionNames.map(value => ({ value, label: acquisitionFunctions[value].label }))}
        value={settings.acquisition}
        onChange={value =>
          value && change({ acquisition: value as typeof settings.acquisition, tradeOff: null })
        }
      />
      {tradeOff && (
        <div>
          <div className={classes.label}>
            <span>Trade-off</span>
            <span className={classes.value}>{formatNumber(dragged, 2)}</span>
          </div>
          <Slider
            size="sm"
            thumbLabel="Trade-off"
            label={null}
            min={0}
            max={tradeOff.most}
            step={0.1}
            value={dragged}
            onChange={setDragged}
            onChangeEnd={value => change({ tradeOff: value })}
          />
          <p className={classes.meaning}>{tradeOff.meaning}</p>
        </div>
      )}
      {found.length > 0 && (
        <ul className={classes.found} aria-label="What the model found">
          {found.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
