import { useState } from 'react';
import { useWidth } from '../useWidth.ts';
import classes from './SharpImage.module.css';
import { sharpSizePx } from './sharpSize.ts';
import { Thumbnail } from './Thumbnail.tsx';

interface SharpImageProps {
  /** Undefined while it is fetched, null where there is no image. */
  url: string | null | undefined;
  alt: string;
  /** Widest it may be. */
  mostPx: number;
  /** Why there is no image. */
  failure?: string;
}

/** A galaxy at the largest whole multiple of its pixels that fits, on black. */
export function SharpImage({ url, alt, mostPx, failure }: SharpImageProps) {
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const [imagePx, setImagePx] = useState(0);
  const roomPx = Math.min(widthPx, mostPx);
  const sharpPx = imagePx > 0 && roomPx > 0 ? sharpSizePx(imagePx, roomPx, devicePixelRatio) : null;
  return (
    <div ref={ground} className={classes.ground}>
      <div style={{ width: sharpPx ?? roomPx }}>
        <Thumbnail url={url} failure={failure} alt={alt} line="none" onImagePx={setImagePx} />
      </div>
    </div>
  );
}
