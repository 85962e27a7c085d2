import { type PointerEvent, useMemo, useState } from 'react';
import type { FitsGalaxyPixels } from '../../../contracts/ingest.ts';
import type { PixelImage } from '../../../maths/images/resize.ts';
import { PixelCanvas } from '../../../ui/pictures/PixelCanvas.tsx';
import classes from './FitsPicture.module.css';
import { onGridOf, valuesAt } from './pixelValues.ts';
import { SkyMarks } from './SkyMarks.tsx';

interface MeasuredPictureProps {
  pixels: FitsGalaxyPixels;
  /** Rendered from them; its first row is their last. */
  image: PixelImage;
  label: string;
}

/** A picture whose numbers are read under the pointer, with a scale and the directions of the sky where it has a place there. */
export function MeasuredPicture({ pixels, image, label }: MeasuredPictureProps) {
  const { widthPx, heightPx } = image;
  const measured = useMemo(() => onGridOf(pixels, { widthPx, heightPx }), [pixels, widthPx, heightPx]);
  const rgba = useMemo(() => opaque(image), [image]);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * widthPx);
    const down = Math.floor(((event.clientY - box.top) / box.height) * heightPx);
    const y = heightPx - 1 - down; // FITS counts from below
    setAt(x >= 0 && y >= 0 && x < widthPx && y < heightPx ? { x, y } : null);
  };
  return (
    <div>
      <div className={classes.frame} onPointerMove={follow} onPointerLeave={() => setAt(null)}>
        <PixelCanvas
          widthPx={widthPx}
          heightPx={heightPx}
          rgba={rgba}
          label={label}
          className={classes.canvas}
        />
        {measured.plane && <SkyMarks plane={measured.plane} widthPx={widthPx} heightPx={heightPx} />}
      </div>
      <p className={classes.values}>
        {at ? valuesAt(measured, at.x, at.y) : 'Point at the picture for the values of its pixels.'}
      </p>
    </div>
  );
}

function opaque({ pixels, widthPx, heightPx }: PixelImage): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * widthPx * heightPx).fill(255);
  for (let i = 0; i < widthPx * heightPx; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = pixels[3 * i + c];
  }
  return rgba;
}
