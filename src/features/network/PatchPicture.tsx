import type { KeyboardEvent, MouseEvent } from 'react';
import { useMemo } from 'react';
import type { PixelBatch } from '../../contracts/ingest.ts';
import type { AttentionView } from '../../maths/attention/attentionView.ts';
import { maskOutline, massMask } from '../../maths/attention/massMask.ts';
import { PixelCanvas } from '../../ui/pictures/PixelCanvas.tsx';
import { attentionVeil } from './attentionMap.ts';
import classes from './PatchPicture.module.css';
import tile from './Tile.module.css';
import { opaque } from './tilePixels.ts';

const massShare = 0.6; // as DINO draws its maps (Caron et al. 2021)

interface PatchPictureProps {
  image: PixelBatch;
  view: AttentionView;
  /** (patches) the map that is shown. */
  values: Float32Array;
  /** In words, for those who cannot see it. */
  label: string;
  /** Null: back to the class token. */
  onPatch(patch: number | null): void;
}

/** The galaxy under a veil of attention. A click, or arrows, choose the patch that attends; Escape goes back to the class token. */
export function PatchPicture({ image, view, values, label, onPatch }: PatchPictureProps) {
  const { rows, columns, signed, patch } = view;
  const galaxy = useMemo(() => opaque(image.pixels), [image]);
  const veil = useMemo(() => attentionVeil(values, signed), [values, signed]);
  const outline = useMemo(
    () => (signed ? '' : maskOutline(massMask(values, massShare), rows, columns)),
    [values, signed, rows, columns],
  );
  const middle = Math.floor(rows / 2) * columns + Math.floor(columns / 2);

  function choose(event: MouseEvent<HTMLButtonElement>): void {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    if (event.detail === 0) {
      onPatch(patch ?? middle); // by Enter or the space bar
      return;
    }
    const cell = (at: number, size: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((count * at) / size)));
    const chosen =
      cell(event.clientY - top, height, rows) * columns + cell(event.clientX - left, width, columns);
    onPatch(chosen === patch ? null : chosen);
  }

  function move(event: KeyboardEvent): void {
    const step = new Map([
      ['ArrowLeft', [0, -1]],
      ['ArrowRight', [0, 1]],
      ['ArrowUp', [-1, 0]],
      ['ArrowDown', [1, 0]],
    ]).get(event.key);
    if (event.key === 'Escape' && patch !== null) {
      event.preventDefault();
      event.stopPropagation();
      onPatch(null);
    }
    if (!step) return;
    event.preventDefault();
    if (patch === null) {
      onPatch(middle);
      return;
    }
    const y = Math.min(rows - 1, Math.max(0, Math.floor(patch / columns) + step[0]));
    const x = Math.min(columns - 1, Math.max(0, (patch % columns) + step[1]));
    onPatch(y * columns + x);
  }

  return (
    <div className={tile.stack}>
      <PixelCanvas widthPx={image.sidePx} heightPx={image.sidePx} rgba={galaxy} />
      <PixelCanvas widthPx={columns} heightPx={rows} rgba={veil} label={label} className={tile.pixels} />
      <svg className={classes.lines} viewBox={`0 0 ${columns} ${rows}`} aria-hidden="true">
        <path className={classes.halo} d={outline} />
        <path className={classes.contour} d={outline} />
        {patch !== null && (
          <rect
            className={classes.from}
            x={patch % columns}
            y={Math.floor(patch / columns)}
            width={1}
            height={1}
          />
        )}
      </svg>
      <button
        type="button"
        className={classes.cover}
        aria-label="Choose the patch that attends: click it, or move with the arrow keys; Escape goes back to the class token"
        onClick={choose}
        onKeyDown={move}
      />
    </div>
  );
}
