import { useState } from 'react';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { sharpSizePx } from '../../ui/sharpSize.ts';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { useWidth } from '../../ui/useWidth.ts';
import classes from './LargeImage.module.css';

const mostPx = 324; // any larger and the room below is out of sight

/** The galaxy at the largest whole multiple of its pixels that fits, on black. */
export function LargeImage({ row, id }: { row: number; id: string }) {
  const { url, failure } = useGalaxyImage(row);
  const [ground, widthPx] = useWidth<HTMLDivElement>();
  const [imagePx, setImagePx] = useState(0);
  const roomPx = Math.min(widthPx, mostPx);
  const sidePx =
    (imagePx > 0 && roomPx > 0 ? sharpSizePx(imagePx, roomPx, devicePixelRatio) : null) ?? roomPx;
  return (
    <div ref={ground} className={classes.ground}>
      <div style={{ width: sidePx }}>
        <Thumbnail url={url} failure={failure} alt={`Galaxy ${id}`} line="none" onImagePx={setImagePx} />
      </div>
    </div>
  );
}
