import type { StoreParts } from '../state/anomaliesState.ts';
import { createInterestTeller } from './columnPublisher.ts';
import { spread } from './interestColumns.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

/** The store's findings as columns of the map. */
export interface InterestMap {
  /** Tells the map what is known now. */
  publish(): void;
  /** Has uncertainties computed that the last ranking left out, if the map shows them. */
  fillIn(): void;
}

export function createInterestMap({ clients, get, set }: StoreParts, client: RankingClient): InterestMap {
  const { session } = clients;
  const teller = createInterestTeller(session, client, weighed, fillIn);

  function fillIn(): void {
    const { learnt } = get();
    if (learnt?.ranking.hyperparameters) teller.fillIn(learnt.uncertainty, learnt.rows);
  }

  function weighed({ answer, rows, version }: AnswerFor<Float32Array>): void {
    const { learnt } = get();
    if (!learnt || learnt.version !== version) return;
    set({ learnt: { ...learnt, uncertainty: spread(answer, rows, learnt.interest.length) } });
    publish();
  }

  function publish(): void {
    const { current } = session.labels.getState();
    const { catalogue } = session.catalogue.getState();
    const { learnt, unusual, said } = get();
    if (!current || !catalogue) {
      teller.hush();
      return;
    }
    const n = catalogue.rowCount;
    const known = learnt?.ranking.hyperparameters ? learnt : null;
    // Ratings without a ranking yet: columns without values keep the map's choice of colour until it comes.
    const blank = !learnt && said.scores.size > 0 ? spread([], [], n) : null;
    const { rows, scores } = said.ratings;
    teller.tell(
      {
        interest: known?.interest ?? blank,
        uncertainty: known?.uncertainty ?? blank,
        rating: rows.length > 0 ? spread(scores, rows, n) : null,
        unusual: unusual?.scores ?? null,
      },
      current.name,
      learnt?.ratings ?? rows.length,
    );
  }

  return { publish, fillIn };
}
