import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import room from '../../../ui/room.module.css';
import classes from './GalaxyTiles.module.css';

/** A galaxy with its prediction. */
export interface Tile {
  row: number;
  /** Its class or answer; empty where a number is enough. */
  words: string;
  /** How sure, or how much: on a line of its own, so that a long name does not hide it. */
  value: string;
  /** The right answer, where `words` is wrong. */
  wrong?: string;
}

/** Galaxies side by side; one clicked becomes the selected one. */
export function GalaxyTiles({
  label,
  tiles,
  empty,
}: {
  label: string;
  tiles: readonly Tile[];
  empty?: string;
}) {
  const { catalogue, selection } = useSession();
  const ids = useStore(catalogue, s => s.catalogue?.ids);
  const selected = useStore(selection, s => s.row);
  if (tiles.length === 0 && !empty) return null;
  return (
    <section className={room.part} aria-label={label}>
      <h3 className={room.heading}>{label}</h3>
      {tiles.length === 0 && <p className={room.note}>{empty}</p>}
      <ul className={classes.tiles}>
        {tiles.map(tile => (
          <li key={tile.row}>
            <TileButton
              tile={tile}
              id={ids?.at(tile.row) ?? ''}
              selected={tile.row === selected}
              onChoose={() => selection.getState().choose(tile.row)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TileButtonProps {
  tile: Tile;
  id: string;
  selected: boolean;
  onChoose(): void;
}

function TileButton({ tile: { row, words, value, wrong }, id, selected, onChoose }: TileButtonProps) {
  const { url, failure } = useGalaxyImage(row);
  const full = `Galaxy ${id}: ${[words, value].filter(Boolean).join(' ')}${wrong ? `, wrong: ${wrong}` : ''}`;
  return (
    <button
      type="button"
      className={classes.tile}
      data-wrong={wrong !== undefined}
      aria-label={full}
      title={full}
      onClick={onChoose}
    >
      <Thumbnail url={url} failure={failure} alt="" line={selected ? 'selected' : 'plain'} />
      {words !== '' && (
        <span className={classes.words}>
          {wrong !== undefined && '✕ '}
          {words}
        </span>
      )}
      {' ' /* for screen readers; on screen these are two lines */}
      <span className={classes.words}>{value}</span>
    </button>
  );
}
