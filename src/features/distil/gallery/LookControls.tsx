import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/Slider.css';
import { SegmentedControl, Slider } from '@mantine/core';
import { useStore } from 'zustand';
import classes from './Gallery.module.css';
import type { GalleryStores } from './galleryStores.ts';
import type { Look } from './prototypePixels.ts';

const mostStops = 2; // a factor of four either way
const channels: { value: string; label: string }[] = [
  { value: 'all', label: 'Colour' },
  { value: '0', label: 'Red' },
  { value: '1', label: 'Green' },
  { value: '2', label: 'Blue' },
];

/** Channel, colours and contrast; of the view alone, the images stay as they are. */
export function LookControls({ store }: { store: GalleryStores }) {
  const { look, change } = useStore(store.gallery);
  return (
    <div className={classes.look}>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Channel"
        data={channels}
        value={String(look.channel)}
        onChange={value => change({ channel: value === 'all' ? 'all' : (Number(value) as 0 | 1 | 2) })}
      />
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Colours"
        data={[
          { value: 'stretched', label: 'About grey' },
          { value: 'survey', label: 'As the survey' },
        ]}
        value={look.scale}
        onChange={value => change({ scale: value as Look['scale'] })}
      />
      <div className={classes.contrast}>
        <span aria-hidden="true">Contrast</span>
        <Slider
          size="sm"
          style={{ flex: 1 }}
          min={-mostStops}
          max={mostStops}
          step={0.1}
          value={Math.log2(look.contrast)}
          label={null}
          thumbLabel="Contrast"
          thumbProps={{ 'aria-valuetext': `${look.contrast.toFixed(2)} times` }}
          onChange={value => change({ contrast: 2 ** value })}
        />
        <span className={classes.amount}>{look.contrast.toFixed(2)} ×</span>
      </div>
    </div>
  );
}
