import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { SharpImage } from '../../../ui/pictures/SharpImage.tsx';
import type { AnomaliesState } from '../state/anomaliesState.ts';
import { CardNavigation } from './CardNavigation.tsx';
import { neighboursShown } from './CardNeighbours.tsx';
import { GalaxyStrip } from './GalaxyStrip.tsx';
import classes from './RatingCard.module.css';
import { RatingScale } from './RatingScale.tsx';

/** Largest side of the galaxy on the card, in CSS pixels. */
export const largestPx = 300; // larger, the buttons below it would be out of sight on a laptop

interface WaitingCardProps {
  state: AnomaliesState;
  catalogue: OpenedCatalogue;
}

/** Keeps the card's place until the first galaxy is chosen, so that nothing below it moves when that appears. */
export function WaitingCard({ state, catalogue }: WaitingCardProps) {
  return (
    <section className={classes.card} aria-label="Galaxy to rate" aria-busy="true">
      <SharpImage url={undefined} alt="" mostPx={largestPx} />
      <div className={classes.controls}>
        <div className={classes.words}>
          <span className={classes.id}>Choosing the first galaxies …</span>
          <span className={classes.reason}>&nbsp;</span>
        </div>
        <RatingScale score={undefined} mean={Number.NaN} std={Number.NaN} />
        <CardNavigation state={state} row={null} />
        <GalaxyStrip
          label="Its nearest galaxies"
          rows={[]}
          places={neighboursShown}
          dimmed
          catalogue={catalogue}
          scores={new Map()}
        />
      </div>
    </section>
  );
}
