import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { SimulatedBadge } from '../../ui/SimulatedBadge.tsx';
import { CopyText } from '../../ui/text/CopyText.tsx';
import { GalaxyColumns } from './GalaxyColumns.tsx';
import { HistoryButtons } from './HistoryButtons.tsx';
import { LargeImage } from './LargeImage.tsx';
import { Position } from './Position.tsx';
import { placeOf } from './place.ts';
import classes from './SelectedGalaxy.module.css';
import { SkyLinks } from './SkyLinks.tsx';

interface SelectedGalaxyProps {
  /** What a network says of it, in a line. */
  summary?: ReactNode;
  /** True beside a room that shows the galaxy itself. */
  withoutImage?: boolean;
}

/** The chosen galaxy, in whichever room is open. */
export function SelectedGalaxy({ summary, withoutImage = false }: SelectedGalaxyProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const row = useStore(session.selection, s => s.row);
  if (!catalogue) return null;
  if (row === null || row >= catalogue.rowCount) {
    return (
      <section className={classes.galaxy} aria-label="Selected galaxy">
        <header className={classes.header}>
          <span className={classes.nothing}>No galaxy is selected: click one on the map.</span>
          <span className={classes.history}>
            <HistoryButtons />
          </span>
        </header>
      </section>
    );
  }
  const id = catalogue.ids[row];
  const place = placeOf(catalogue, row);
  return (
    <section className={classes.galaxy} aria-label="Selected galaxy">
      <header className={classes.header}>
        <h2 className={classes.id}>
          <CopyText text={id} what="the id" />
        </h2>
        {catalogue.simulated && <SimulatedBadge />}
        <span className={classes.history}>
          <HistoryButtons />
        </span>
      </header>
      {!withoutImage && <LargeImage key={catalogue.handle} row={row} id={id} />}
      {summary}
      {place && <Position place={place} />}
      <SkyLinks place={place} id={id} simulated={catalogue.simulated} />
      <GalaxyColumns row={row} />
    </section>
  );
}
