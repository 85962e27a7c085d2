import { useStore } from 'zustand';
import { hoverProps } from '../../../session/map/hoverProps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { GreyPicture } from '../../../ui/pictures/GreyPicture.tsx';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import classes from './Cards.module.css';

interface TypicalGalaxyProps {
  row: number;
  /** (sidePx²) what the network makes of it; absent until it was asked */
  made?: Float32Array;
  sidePx: number;
}

/** A real galaxy; chosen, it is the selected one, on the map too. Below it is its reconstruction. */
export function TypicalGalaxy({ row, made, sidePx }: TypicalGalaxyProps) {
  const session = useSession();
  const selected = useStore(session.selection, s => s.row === row);
  const id = useStore(session.catalogue, s => s.catalogue?.ids.at(row) ?? String(row));
  const { url, failure } = useGalaxyImage(row);
  return (
    <span className={classes.pair}>
      <button
        type="button"
        className={classes.pick}
        aria-label={`Select galaxy ${id}`}
        title={id}
        aria-pressed={selected}
        onClick={() => session.selection.getState().choose(row)}
        {...hoverProps(session, row)}
      >
        <Thumbnail url={url} failure={failure} alt="" line={selected ? 'selected' : 'plain'} />
      </button>
      {made && <GreyPicture values={made} sidePx={sidePx} label={`Reconstruction of ${id}`} />}
    </span>
  );
}
