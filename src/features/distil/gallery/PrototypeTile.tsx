import { useMemo } from 'react';
import type { UnwrittenCard } from '../../../data/runs/prototypeFiles.ts';
import { PixelCanvas } from '../../../ui/pictures/PixelCanvas.tsx';
import rowClasses from '../curate/ClassRows.module.css';
import classes from './Gallery.module.css';
import { type Look, prototypeRgba } from './prototypePixels.ts';

interface PrototypeTileProps {
  /** (side, side, 3) standardised */
  image: Float32Array;
  card: UnwrittenCard;
  look: Look;
  /** "Prototype 2 of ring" */
  label: string;
  /** Absent: it cannot be chosen. */
  onPick?(): void;
  picked?: boolean;
}

/** One synthetic image, or a class average, as the look has it. */
export function PrototypeTile({ image, card, look, label, onPick, picked = false }: PrototypeTileProps) {
  const { sidePx } = card.view;
  const rgba = useMemo(() => prototypeRgba(image, card, look), [image, card, look]);
  const canvas = (
    <PixelCanvas
      widthPx={sidePx}
      heightPx={sidePx}
      rgba={rgba}
      className={rowClasses.pixels}
      label={onPick ? undefined : label}
    />
  );
  if (!onPick) return canvas;
  return (
    <button
      type="button"
      className={classes.pick}
      aria-label={label}
      title={label}
      aria-pressed={picked}
      onClick={onPick}
    >
      {canvas}
    </button>
  );
}
