import type { StoreParts } from '../state/anomaliesState.ts';
import { valuesByRow } from './interestColumns.ts';
import { createInterestPublisher } from './interestPublisher.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

/** The results of the search as columns, which the map can be painted by. */
export interface InterestMap {
  /** Publishes what is known now. */
  publish(): void;
  /** Asks for the uncertainties that the last ranking left out, if the map shows them. */
  fillIn(): void;
}

/** Columns that follow the store of the room; none is published before the first call. */
export function createInterestMap({ clients, get, set }: StoreParts, client: RankingClient): InterestMap {
  const { session } = clients;
  const publisher = createInterestPublisher(session, client, addUncertainties, fillIn);

  function fillIn(): void {
    const { learnt } = get();
    if (learnt?.ranking.hyperparameters) publisher.fillIn(learnt.uncertainty, learnt.rows);
  }

  function addUncertainties({ answer, rows, version }: AnswerFor<Float32Array>): void {
    const { learnt } = get();
    if (!learnt || learnt.version !== version) return;
    set({ learnt: { ...learnt, uncertainty: valuesByRow(answer, rows, learnt.interest.length) } });
    publish();
  }

  function publish(): void {
    const { current } = session.labels.getState();
    const { catalogue } = session.catalogue.getState();
    const { learnt, unusual, searchRows } = get();
    if (!current || !catalogue) {
      publisher.withdraw();
      return;
    }
    const n = catalogue.rowCount;
    const known = learnt?.ranking.hyperparameters ? learnt : null;
    // Ratings without a ranking yet: columns without values keep the map's choice of colour until the ranking comes.
    const blank = !learnt && searchRows.scores.size > 0 ? valuesByRow([], [], n) : null;
    const { rows, scores } = searchRows.ratings;
    publisher.publish(
      {
        interest: known?.interest ?? blank,
        uncertainty: known?.uncertainty ?? blank,
        rating: rows.length > 0 ? valuesByRow(scores, rows, n) : null,
        unusual: unusual?.scores ?? null,
      },
      current.name,
      learnt?.ratings ?? rows.length,
    );
  }

  return { publish, fillIn };
}
