import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import classes from './Gallery.module.css';

interface NearTileProps {
  row: number;
  /** Correlation, −1 … 1 */
  likeness: number;
  catalogue: OpenedCatalogue;
  /** Central part shown, as the prototypes have it. */
  cropFraction: number;
}

/** A galaxy of the open catalogue; chosen, it is the selected one, on the map too. */
export function NearTile({ row, likeness, catalogue, cropFraction }: NearTileProps) {
  const { selection } = useSession();
  const selected = useStore(selection, s => s.row === row);
  const { url, failure } = useGalaxyImage(row);
  const words = `Select galaxy ${catalogue.ids.at(row) ?? row}, likeness ${likeness.toFixed(2)}`;
  return (
    <button
      type="button"
      className={classes.near}
      style={{ '--zoom': 1 / cropFraction } as CSSProperties}
      aria-label={words}
      title={words}
      aria-pressed={selected}
      onClick={() => selection.getState().choose(row)}
    >
      <Thumbnail url={url} failure={failure} alt="" line={selected ? 'selected' : 'plain'} />
    </button>
  );
}
