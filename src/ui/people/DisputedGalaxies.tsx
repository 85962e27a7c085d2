import { Button } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import type { DisputedGalaxy } from '../../contracts/people.ts';
import room from '../room.module.css';
import { formatCount } from '../text/quantity.ts';
import classes from './People.module.css';

const atFirst = 6; // as many as fit beside the figures
const more = 24;

interface DisputedGalaxiesProps {
  /** Most disputed first. */
  galaxies: readonly DisputedGalaxy[];
  /** Catalogue row of the selected galaxy. */
  selected: number | null;
  /** The picture of a galaxy, by its catalogue row. */
  Picture: ComponentType<{ row: number }>;
  onChoose(row: number): void;
}

/** The galaxies that people judged most differently, with each person's verdict; a click selects one. */
export function DisputedGalaxies({ galaxies, selected, Picture, onChoose }: DisputedGalaxiesProps) {
  const [shown, setShown] = useState(atFirst);
  return (
    <section className={room.part} aria-label="Where people differ most">
      <h3 className={room.heading}>Where people differ most</h3>
      {galaxies.length === 0 && <p className={room.note}>No two people differ on a galaxy.</p>}
      <ul className={classes.disputed}>
        {galaxies.slice(0, shown).map(({ row, id, verdicts }) => (
          <li key={row}>
            <button
              type="button"
              className={classes.galaxy}
              aria-pressed={row === selected}
              onClick={() => onChoose(row)}
            >
              <Picture row={row} />
              <span className={room.part} style={{ gap: 2 }}>
                <span className={classes.id} title={id}>
                  {id}
                </span>{' '}
                <span className={classes.verdicts}>
                  {verdicts.map(({ person, verdict }) => (
                    <span key={person}>
                      <span className={classes.muted}>{person}</span> {verdict}{' '}
                    </span>
                  ))}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {galaxies.length > shown && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => setShown(shown + more)}>
            Show more of {formatCount(galaxies.length)}
          </Button>
        </div>
      )}
    </section>
  );
}
