import { useStore } from 'zustand';
import { formatCount } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { ratedText } from '../state/phrases.ts';
import { ExpectationChart } from './ExpectationChart.tsx';
import { missedBy } from './expectations.ts';
import classes from './ProgressStrip.module.css';
import { WorkLine, WorkTrouble } from './WorkStatus.tsx';

/** How many galaxies are rated, and how well the model knew the last of them. */
export function ProgressStrip({ store }: { store: AnomaliesStore }) {
  const { said, learnt, working } = useStore(store);
  const { rated, high } = ratedText(said.scores.values());
  const check = learnt?.ranking.crossCheck;
  const missed = check ? missedBy(check) : null;
  return (
    <section className={classes.strip} aria-label="Progress">
      <p className={classes.counts}>
        <span className={classes.rated}>{rated}</span>
        {said.scores.size > 0 && <span>{high}</span>}
        {said.skipped.size > 0 && <span>{formatCount(said.skipped.size)} skipped</span>}
      </p>
      <WorkTrouble store={store} />
      <ExpectationChart check={check} />
      <div className={classes.below} data-working={working !== null}>
        <p className={classes.words}>
          {missed ? (
            <>
              The last {missed.count}{' '}
              <Term meaning="Each of the last ratings, as the model of all your other ratings would have expected it.">
                expectations
              </Term>{' '}
              were off by {missed.points.toFixed(1)} on average.
            </>
          ) : (
            'What was expected of each shows from two ratings on.'
          )}
        </p>
        <WorkLine store={store} />
      </div>
      {said.elsewhere > 0 && (
        <p className={classes.words}>
          {formatCount(said.elsewhere)} of this search’s ratings are of galaxies this catalogue lacks.
        </p>
      )}
    </section>
  );
}
