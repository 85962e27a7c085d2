import '@mantine/core/styles/Slider.css';
import { Slider } from '@mantine/core';
import { useStore } from 'zustand';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import classes from './Gallery.module.css';
import type { GalleryStores } from './galleryStores.ts';
import type { ShownSet } from './shownSet.ts';

/** Drags the prototypes through the iterations that formed them. */
export function FrameSlider({ store, shown: { frames } }: { store: GalleryStores; shown: ShownSet }) {
  const place = useStore(store.gallery, s => s.place);
  const last = frames.length - 1;
  const at = Math.min(place ?? last, last);
  const words = (i: number) =>
    i === 0
      ? 'As they began'
      : `After ${formatCount(frames[i].iteration)} of ${formatCounted(frames[last].iteration, 'iteration')}`;
  return (
    <div className={classes.frames}>
      <p className={classes.label} aria-hidden="true">
        {words(at)}
      </p>
      <Slider
        size="sm"
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={at}
        label={null}
        disabled={last === 0}
        thumbLabel="Iteration"
        thumbProps={{ 'aria-valuetext': words(at) }}
        onChange={value => store.gallery.getState().turnTo(value)}
      />
    </div>
  );
}
