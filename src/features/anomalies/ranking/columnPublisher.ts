import { isAbort } from '../../../rpc/jobPort.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { type InterestValues, interestColumns, interestSource, nameOf } from './interestColumns.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

/** Tells the map what a search has found, and has uncertainties filled in while the map shows them. */
export interface InterestTeller {
  /** @param rated how many ratings it comes from */
  tell(values: InterestValues, search: string, rated: number): void;
  /** Takes all columns away. */
  hush(): void;
  /** Asks for the uncertainties that are missing, if the map shows them. @param rows those that could have one */
  fillIn(uncertainty: Float32Array | null, rows: Uint32Array): void;
}

/** @param filled told uncertainties that were asked for */
export function createInterestTeller(
  session: Session,
  client: RankingClient,
  filled: (deviations: AnswerFor<Float32Array>) => void,
  wanted: () => void,
): InterestTeller {
  const weighing = createLatestCall<AnswerFor<Float32Array>>({
    done: filled,
    failed(error) {
      if (isAbort(error)) return; // a newer ranking was asked for; it will ask again
      session.notices.getState().complain(`The map lacks some uncertainties: ${sentenceOf(error)}`);
    },
  });
  const published = () =>
    session.columns.getState().columns.filter(({ source }) => source === interestSource);

  session.columns.subscribe((now, before) => {
    if (now.painted !== before.painted) wanted();
  });

  return {
    tell(values, search, rated) {
      const { columns, publishAll } = session.columns.getState();
      const own = interestColumns(values, search, rated, columns);
      if (own.length > 0 || published().length > 0) publishAll(interestSource, own);
    },
    hush() {
      weighing.cancel();
      if (published().length > 0) session.columns.getState().publishAll(interestSource, []);
    },
    fillIn(uncertainty, rows) {
      const { columns, painted } = session.columns.getState();
      if (painted !== nameOf('uncertainty', columns)) return;
      if (!uncertainty || !rows.some(row => Number.isNaN(uncertainty[row]))) return;
      weighing.now(signal => client.deviations({ signal }));
    },
  };
}
