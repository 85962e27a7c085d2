import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { Thumbnail } from '../../../ui/pictures/Thumbnail.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import classes from './StartForm.module.css';

const most = 60; // examples beyond this slow the first ranking and are no longer examples

interface ExamplesProps {
  /** Catalogue rows. */
  rows: readonly number[];
  onChange(rows: readonly number[]): void;
}

/** Galaxies that interest the person: those selected when this opens, and each one clicked while it is open. */
export function Examples({ rows, onChange }: ExamplesProps) {
  const session = useSession();
  const ids = useStore(session.catalogue, s => s.catalogue?.ids);
  const latest = useRef({ rows, onChange });
  latest.current = { rows, onChange };
  useEffect(() => {
    const add = (clicked: Iterable<number>) => {
      const { rows: present, onChange: tell } = latest.current;
      const all = [...new Set([...present, ...clicked])].slice(0, most);
      if (all.length > present.length) tell(all);
    };
    const { row, rows: many } = session.selection.getState();
    add(row === null ? many : [...many, row]);
    return session.selection.subscribe((now, before) => {
      if (now.row !== before.row && now.row !== null) add([now.row]);
    });
  }, [session]);
  return (
    <div className={classes.examples}>
      <p className={classes.hint} role="status">
        {rows.length === 0
          ? 'Click galaxies on the map that interest you.'
          : `${formatGalaxies(rows.length)} so far. Click more on the map; click one here to take it out.`}
      </p>
      <ul className={classes.tray} aria-label="Examples">
        {rows.map(row => (
          <li key={row}>
            <Example
              row={row}
              id={ids?.at(row) ?? ''}
              onDrop={() => onChange(rows.filter(each => each !== row))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Example({ row, id, onDrop }: { row: number; id: string; onDrop(): void }) {
  const { url, failure } = useGalaxyImage(row);
  const words = `Take out galaxy ${id}`;
  return (
    <button type="button" className={room.picture} aria-label={words} title={words} onClick={onDrop}>
      <Thumbnail url={url} failure={failure} alt="" line="selected" />
    </button>
  );
}
