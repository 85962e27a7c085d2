import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { ratedText } from '../state/phrases.ts';
import { ExpectationChart } from './ExpectationChart.tsx';
import { expectationError } from './expectations.ts';
import classes from './ProgressStrip.module.css';
import { RankingProblem, WorkStatus } from './WorkStatus.tsx';

/** How many galaxies are rated, and how well the model expected the last ratings. */
export function ProgressStrip({ store }: { store: AnomaliesStore }) {
  const { searchRows, learnt, working } = useStore(store);
  const saved = useStore(useSession().labels, s => s.saved);
  const { rated, high } = ratedText(searchRows.scores.values());
  const check = learnt?.ranking.crossCheck;
  const missed = check ? expectationError(check) : null;
  return (
    <section className={classes.strip} aria-label="Progress">
      <p className={classes.counts}>
        <span className={classes.rated}>
          {rated}
          {saved !== 'yes' && (
            <span className={classes.unsaved} data-failed={saved !== 'saving'}>
              {saved === 'saving' ? ' · saving' : ' · not saved'}
            </span>
          )}
        </span>
        {searchRows.scores.size > 0 && <span>{high}</span>}
        {searchRows.skipped.size > 0 && <span>{formatCount(searchRows.skipped.size)} skipped</span>}
      </p>
      <RankingProblem store={store} />
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
            'The expected ratings are shown once there are two ratings.'
          )}
        </p>
        <WorkStatus store={store} />
      </div>
      {searchRows.elsewhere > 0 && (
        <p className={classes.words}>
          {formatCount(searchRows.elsewhere)} of this search’s ratings are of galaxies this catalogue lacks.
        </p>
      )}
    </section>
  );
}
