import { useMemo } from 'react';
import { PixelCanvas } from './PixelCanvas.tsx';

interface GreyPictureProps {
  /** (sidePx²) row-major; 0 is black, 1 white, what lies beyond is cut off */
  values: ArrayLike<number>;
  sidePx: number;
  /** (sidePx²) pixels to be coloured; default none */
  marked?: ArrayLike<number>;
  /** What it shows; without it, it is decoration. */
  label?: string;
  className?: string;
}

/** A square picture without colours. Marked pixels are drawn blue. */
export function GreyPicture({ values, sidePx, marked, label, className }: GreyPictureProps) {
  const rgba = useMemo(() => {
    const made = new Uint8ClampedArray(4 * sidePx * sidePx);
    for (let pixel = 0; pixel < sidePx * sidePx; pixel++) {
      const grey = 255 * values[pixel];
      made.fill(grey, 4 * pixel, 4 * pixel + 3);
      if (marked?.[pixel]) made.set([0.5 * grey, 90 + 0.5 * grey, 160 + 0.4 * grey], 4 * pixel); // of Okabe–Ito's blue
      made[4 * pixel + 3] = 255;
    }
    return made;
  }, [values, sidePx, marked]);
  return <PixelCanvas widthPx={sidePx} heightPx={sidePx} rgba={rgba} label={label} className={className} />;
}
