import { ActionIcon } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { decText, raText } from '../../maths/catalogue/coordinates.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import { CopyText } from '../../ui/text/CopyText.tsx';
import { HistoryButtons } from './HistoryButtons.tsx';
import { placeOf } from './place.ts';
import classes from './SelectedGalaxy.module.css';

const GalaxyCard = lazyPart(
  'The galaxy’s card',
  async () => (await import('./GalaxyCard.tsx')).GalaxyCard,
  <div className={classes.waiting} />,
);

interface SelectedGalaxyProps {
  /** Name of the open room, which remembers whether the card is unfolded there. */
  room: string;
  /** What a network or the volunteers say of it, in a line. */
  summary?: ReactNode;
}

/** The chosen galaxy in 72 px, in whichever room is open; a chevron unfolds all that is known of it. */
export function SelectedGalaxy({ room, summary }: SelectedGalaxyProps) {
  const { catalogue: store, selection, preferences } = useSession();
  const catalogue = useStore(store, s => s.catalogue);
  const chosen = useStore(selection, s => s.row);
  const unfoldedIn = useStore(preferences, p => p.unfoldedCards);
  const row = catalogue && chosen !== null && chosen < catalogue.rowCount ? chosen : null;
  const { url, failure } = useGalaxyImage(row);
  if (!catalogue) return null;
  if (row === null) {
    return (
      <section className={classes.header} aria-label="Selected galaxy">
        <span className={classes.nothing}>No galaxy is selected: click one on the map.</span>
        <HistoryButtons />
      </section>
    );
  }
  const id = catalogue.ids.at(row);
  const place = placeOf(catalogue, row);
  const unfolded = unfoldedIn.includes(room);
  const others = unfoldedIn.filter(each => each !== room);
  return (
    <>
      <section className={classes.header} aria-label="Selected galaxy">
        <span className={classes.picture}>
          <Thumbnail url={url} failure={failure} alt={`Galaxy ${id}`} line="selected" />
        </span>
        <div className={classes.words}>
          <div className={classes.first}>
            <h2 className={classes.id} title={id}>
              <CopyText text={id} what="the id" />
            </h2>
            <HistoryButtons />
            <ActionIcon
              size="sm"
              aria-label={unfolded ? 'Fold the galaxy’s card' : 'Unfold the galaxy’s card'}
              aria-expanded={unfolded}
              onClick={() =>
                preferences.getState().change({ unfoldedCards: unfolded ? others : [...others, room] })
              }
            >
              <IconChevronDown size={16} className={classes.chevron} data-unfolded={unfolded} />
            </ActionIcon>
          </div>
          {summary && <div className={classes.summary}>{summary}</div>}
          <div className={classes.place}>
            {catalogue.simulated ? (
              'simulated, nowhere on the sky'
            ) : place ? (
              <CopyText
                text={`${raText(place.raDeg)} ${decText(place.decDeg)}`}
                what="right ascension and declination in hours, minutes and seconds (ICRS)"
              />
            ) : (
              'no position on the sky'
            )}
          </div>
        </div>
      </section>
      {unfolded && <GalaxyCard key={catalogue.handle} catalogue={catalogue} row={row} />}
    </>
  );
}
