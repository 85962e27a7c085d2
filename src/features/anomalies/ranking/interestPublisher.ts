import { isAbort } from '../../../rpc/jobPort.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { type InterestValues, interestColumns, interestSource, nameOf } from './interestColumns.ts';
import type { AnswerFor, RankingClient } from './rankingClient.ts';

/** Publishes the results of a search as columns, and asks for missing uncertainties while the map shows them. */
interface InterestPublisher {
  /** @param search its name @param rated how many ratings it comes from */
  publish(values: InterestValues, search: string, rated: number): void;
  /** Removes all its columns. */
  withdraw(): void;
  /**
   * Asks for the uncertainties that are missing, if the map shows them.
   *
   * @param uncertainty (n) by catalogue row; NaN where missing
   * @param rows catalogue rows that could have one
   */
  fillIn(uncertainty: Float32Array | null, rows: Uint32Array): void;
}

/**
 * @param onComputed called with uncertainties that were asked for
 * @param onPainted called when the map is painted by another column
 */
export function createInterestPublisher(
  session: Session,
  client: RankingClient,
  onComputed: (deviations: AnswerFor<Float32Array>) => void,
  onPainted: () => void,
): InterestPublisher {
  const deviations = createLatestCall<AnswerFor<Float32Array>>({
    done: onComputed,
    failed(error) {
      if (isAbort(error)) return; // a newer ranking was asked for; it will ask again
      session.notices.getState().complain(`The map lacks some uncertainties: ${sentenceOf(error)}`);
    },
  });
  const published = () =>
    session.columns.getState().columns.filter(({ source }) => source === interestSource);

  session.columns.subscribe((now, before) => {
    if (now.painted !== before.painted) onPainted();
  });

  return {
    publish(values, search, rated) {
      const { columns, publishAll } = session.columns.getState();
      const own = interestColumns(values, search, rated, columns);
      if (own.length > 0 || published().length > 0) publishAll(interestSource, own);
    },
    withdraw() {
      deviations.cancel();
      if (published().length > 0) session.columns.getState().publishAll(interestSource, []);
    },
    fillIn(uncertainty, rows) {
      const { columns, painted } = session.columns.getState();
      if (painted !== nameOf('uncertainty', columns)) return;
      if (!uncertainty || !rows.some(row => Number.isNaN(uncertainty[row]))) return;
      deviations.now(signal => client.deviations({ signal }));
    },
  };
}
