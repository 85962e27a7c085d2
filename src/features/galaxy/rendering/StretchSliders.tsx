import '@mantine/core/styles/Slider.css';
import { RangeSlider, Slider } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FitsRendering } from '../../../contracts/ingest.ts';
import classes from './FitsPicture.module.css';

interface StretchSlidersProps {
  rendering: FitsRendering;
  onChange(rendering: FitsRendering): void;
}

/** Limits and stretch of a rendering; Galaxy Zoo's has none, for a network was trained on exactly that. */
export function StretchSliders({ rendering, onChange }: StretchSlidersProps) {
  if (rendering.kind === 'lupton') {
    const { stretch, softening } = rendering;
    return (
      <>
        <Named name="Stretch" value={`${stretch} × the sky’s noise`}>
          <Slider
            size="sm"
            label={null}
            thumbLabel="Stretch in standard deviations of the sky"
            min={1}
            max={100}
            value={stretch}
            onChange={value => onChange({ ...rendering, stretch: value })}
          />
        </Named>
        <Named name="Softening Q" value={`${softening}`}>
          <Slider
            size="sm"
            label={null}
            thumbLabel="Softening Q"
            min={1}
            max={30}
            value={softening}
            onChange={value => onChange({ ...rendering, softening: value })}
          />
        </Named>
      </>
    );
  }
  if (rendering.kind !== 'single') return null;
  const { lowPercent, highPercent, softness } = rendering;
  return (
    <>
      <Named name="Black and white at percentiles" value={`${lowPercent} and ${highPercent}`}>
        <RangeSlider
          size="sm"
          label={null}
          thumbFromLabel="Percentile that becomes black"
          thumbToLabel="Percentile that becomes white"
          min={0}
          max={100}
          step={0.1}
          minRange={0.1}
          value={[lowPercent, highPercent]}
          onChange={([low, high]) => onChange({ ...rendering, lowPercent: low, highPercent: high })}
        />
      </Named>
      <Named name="Asinh stretch" value={softness === 0 ? 'linear' : `${softness}`}>
        <Slider
          size="sm"
          label={null}
          thumbLabel="Asinh stretch, 0 is linear"
          min={0}
          max={50}
          value={softness}
          onChange={value => onChange({ ...rendering, softness: value })}
        />
      </Named>
    </>
  );
}

function Named({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div>
      <div className={classes.label}>
        <span>{name}</span>
        <span>{value}</span>
      </div>
      {children}
    </div>
  );
}
