import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { LargeImage } from '../../../ui/pictures/LargeImage.tsx';
import type { AnomaliesState } from '../state/anomaliesState.ts';
import { CardNavigation } from './CardNavigation.tsx';
import { neighboursShown } from './CardNeighbours.tsx';
import { GalaxyStrip } from './GalaxyStrip.tsx';
import classes from './RatingCard.module.css';
import { RatingScale } from './RatingScale.tsx';

interface WaitingCardProps {
  state: AnomaliesState;
  catalogue: OpenedCatalogue;
}

/** Keeps the card's place until the first galaxy is chosen, so that nothing below it moves when that appears. */
export function WaitingCard({ state, catalogue }: WaitingCardProps) {
  return (
    <section className={classes.card} aria-label="Galaxy to rate" aria-busy="true">
      <LargeImage url={undefined} alt="" />
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
