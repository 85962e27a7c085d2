import { useMemo } from 'react';
import type { SelfViews } from '../../contracts/training/selfsupervision.ts';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import room from '../../ui/room.module.css';
import { formatNumber } from '../../ui/text/quantity.ts';
import classes from './ViewsPair.module.css';

/** Two views of one galaxy, and how alike the network finds them. */
export function ViewsPair({ views: { rgb, sidePx, match, others } }: { views: SelfViews }) {
  const pictures = useMemo(() => [0, 1].map(view => rgbaOf(rgb, sidePx, view)), [rgb, sidePx]);
  return (
    <figure className={classes.pair}>
      {pictures.map((rgba, i) => (
        <PixelCanvas
          // biome-ignore lint/suspicious/noArrayIndexKey: a view is its place
          key={i}
          widthPx={sidePx}
          heightPx={sidePx}
          rgba={rgba}
          className={classes.view}
          label={`View ${i + 1} of a galaxy`}
        />
      ))}
      <figcaption className={room.note}>
        Two views of a galaxy. Match {formatNumber(match, 2)}; with views of other galaxies{' '}
        {formatNumber(others, 2)}.
      </figcaption>
    </figure>
  );
}

function rgbaOf(rgb: Uint8Array, sidePx: number, view: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = sidePx * sidePx;
  const rgba = new Uint8ClampedArray(4 * pixels).fill(255);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const from = 3 * (view * pixels + pixel);
    rgba.set(rgb.subarray(from, from + 3), 4 * pixel);
  }
  return rgba;
}
