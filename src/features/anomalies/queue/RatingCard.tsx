import { VisuallyHidden } from '@mantine/core';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { useGalaxyImage } from '../../../session/useGalaxyImage.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { LargeImage } from '../../../ui/pictures/LargeImage.tsx';
import { CopyText } from '../../../ui/text/CopyText.tsx';
import { Term } from '../../../ui/text/Term.tsx';
import type { AnomaliesState, AnomaliesStore } from '../state/anomaliesState.ts';
import type { CardReason } from '../state/card.ts';
import { expectedText, reasonMeaning, reasonText } from '../state/phrases.ts';
import { unpredicted } from '../state/upcoming.ts';
import { CardNavigation } from './CardNavigation.tsx';
import { CardNeighbours } from './CardNeighbours.tsx';
import classes from './RatingCard.module.css';
import { RatingScale } from './RatingScale.tsx';
import { WaitingCard } from './WaitingCard.tsx';

interface RatingCardProps {
  store: AnomaliesStore;
  catalogue: OpenedCatalogue;
}

/** One galaxy, large, with buttons to rate it. */
export function RatingCard({ store, catalogue }: RatingCardProps) {
  const state = useStore(store);
  const { shown, searchRows } = state;
  if (shown === null || shown >= catalogue.rowCount) {
    if (state.working) return <WaitingCard state={state} catalogue={catalogue} />;
    return <EmptyState>Every galaxy that can be ranked is rated or skipped.</EmptyState>;
  }
  const id = catalogue.ids.at(shown);
  const score = searchRows.scores.get(shown);
  const { reason, mean, std } = shownCard(state, shown);
  const expected = score === undefined ? expectedText(mean, std) : '';
  const skipped = searchRows.skipped.has(shown);
  return (
    <section className={classes.card} aria-label="Galaxy to rate">
      <LargeGalaxy key={catalogue.handle} row={shown} id={id} />
      <div className={classes.controls}>
        <div className={classes.words}>
          <span className={classes.id}>
            <CopyText text={id} what="the id" />
          </span>
          <span className={classes.reason}>
            {score !== undefined ? (
              `You rated it ${score}`
            ) : skipped ? (
              'You skipped it'
            ) : (
              <Term meaning={reasonMeaning(reason)}>{reasonText(reason, expected !== '')}</Term>
            )}
            {expected && <span className={classes.expected}> · {expected}</span>}
          </span>
        </div>
        <VisuallyHidden role="status" aria-live="polite">
          {announcement(id, reason, expected, score)}
        </VisuallyHidden>
        <RatingScale
          score={score}
          mean={score === undefined ? mean : Number.NaN}
          std={std}
          onRate={state.rate}
        />
        <CardNavigation state={state} row={shown} />
        <CardNeighbours store={store} row={shown} catalogue={catalogue} />
      </div>
    </section>
  );
}

/** The card of the galaxy shown, with the latest expected rating. */
function shownCard({ card, learnt }: AnomaliesState, row: number) {
  const own = card?.row === row ? card : unpredicted(row, 'your choice');
  if (!learnt?.ranking.hyperparameters) return own;
  return { ...own, mean: learnt.interest[row], std: learnt.uncertainty[row] };
}

function announcement(id: string, reason: CardReason, expected: string, score: number | undefined): string {
  if (score !== undefined) return `Galaxy ${id}, you rated it ${score}.`;
  return `Next galaxy ${id}: ${reasonText(reason, expected !== '')}${expected && `, ${expected}`}.`;
}

function LargeGalaxy({ row, id }: { row: number; id: string }) {
  const { url, failure } = useGalaxyImage(row);
  return <LargeImage url={url} failure={failure} alt={`Galaxy ${id}`} />;
}
