import { useStore } from 'zustand';
import { hoverProps } from '../../../session/map/hoverProps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import classes from './RealGalaxy.module.css';

/** A galaxy of the open catalogue, the part of it that is clustered; chosen, it is the selected one, on the map too. */
export function RealGalaxy({ row }: { row: number }) {
  const session = useSession();
  const selected = useStore(session.selection, s => s.row === row);
  const id = useStore(session.catalogue, s => s.catalogue?.ids.at(row) ?? String(row));
  const { url, failure } = useGalaxyImage(row);
  return (
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
  );
}
