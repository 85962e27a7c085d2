import { useMemo } from 'react';
import { PixelCanvas } from './PixelCanvas.tsx';

interface SquarePictureProps {
  /** (sidePx²) row-major, grey, or (sidePx², 3) red, green and blue; 0 is none of it, 1 all, what lies beyond is cut off */
  values: ArrayLike<number>;
  sidePx: number;
  /** (sidePx²) pixels to be coloured; default none */
  marked?: ArrayLike<number>;
  /** What it shows; without it, it is decoration. */
  label?: string;
  className?: string;
}

/** A square picture, grey or in colours. Marked pixels are drawn blue. */
export function SquarePicture({ values, sidePx, marked, label, className }: SquarePictureProps) {
  const rgba = useMemo(() => {
    const made = new Uint8ClampedArray(4 * sidePx * sidePx);
    const channels = values.length / sidePx ** 2;
    for (let pixel = 0; pixel < sidePx * sidePx; pixel++) {
      for (let c = 0; c < 3; c++) made[4 * pixel + c] = 255 * values[channels * pixel + (c % channels)];
      const grey = made[4 * pixel];
      if (marked?.[pixel]) made.set([0.5 * grey, 90 + 0.5 * grey, 160 + 0.4 * grey], 4 * pixel); // of Okabe–Ito's blue
      made[4 * pixel + 3] = 255;
    }
    return made;
  }, [values, sidePx, marked]);
  return <PixelCanvas widthPx={sidePx} heightPx={sidePx} rgba={rgba} label={label} className={className} />;
}
