import type { SearchOptions } from '../../contracts/search.ts';
import { createLatestCall } from '../../rpc/latestCall.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Representation } from '../../session/representation.ts';
import type { Session } from '../../session/session.ts';
import { placeOfRow, type Query } from './query.ts';
import type { SearchClient } from './searchClient.ts';
import { similarityColumn, similarityName } from './similarityColumn.ts';

interface SimilarityPublisherClients {
  session: Session;
  search: Pick<SearchClient, 'distancesToRow'>;
  options(representation: Representation): SearchOptions;
  /** Called when publishing ends other than by `end`: the map was given another column, or there is no galaxy to measure from. */
  ended(): void;
}

/** Publishes the column `similarity`, only while asked, and keeps it at the selected galaxy. */
interface SimilarityPublisher {
  begin(query: Query | null): void;
  /** @param patient lets a call under way finish first */
  follow(query: Query | null, patient?: boolean): void;
  /** Withdraws the column and gives the map back what it showed before. */
  end(): void;
}

/** Publishes nothing until `begin`; while it publishes, a map given another column ends it. */
export function createSimilarityPublisher(clients: SimilarityPublisherClients): SimilarityPublisher {
  const { session, search, options, ended } = clients;
  let state: 'off' | 'asked' | 'painted' = 'off';
  let paintedBefore: string | null = null;

  const measuring = createLatestCall<ReturnType<typeof similarityColumn>>({
    done(column) {
      if (state === 'off') return;
      const columns = session.columns.getState();
      columns.publish(column);
      if (state === 'asked') {
        state = 'painted'; // before painting: the subscription below then sees its own column
        columns.paint(similarityName);
      }
    },
    failed(error) {
      leave();
      session.notices.getState().complain(`The map cannot show similarity: ${sentenceOf(error)}`);
    },
  });

  async function measure(row: number, signal: AbortSignal) {
    const { representation } = session.representation.getState();
    const { catalogue } = session.catalogue.getState();
    if (!representation || !catalogue) throw new Error('need a catalogue with a representation; got none');
    const wanted = options(representation);
    const distances = await search.distancesToRow(row, wanted, { signal });
    return similarityColumn(distances, representation.rows, catalogue.rowCount, catalogue.ids.at(row));
  }

  function leave(): void {
    if (state === 'off') return;
    state = 'off';
    measuring.cancel();
    session.columns.getState().withdraw(similarityName);
    ended();
  }

  session.columns.subscribe(({ painted }) => {
    if (state === 'painted' && painted !== similarityName) leave();
  });

  function follow(query: Query | null, patient = false): void {
    if (state === 'off') return;
    const { representation } = session.representation.getState();
    if (query?.kind !== 'galaxy' || !representation) {
      leave();
      return;
    }
    if (placeOfRow(representation.rows, query.row) < 0) return; // it is measured from once it is embedded
    const call = (signal: AbortSignal) => measure(query.row, signal);
    if (patient) measuring.afterwards(call);
    else measuring.now(call);
  }

  return {
    begin(query) {
      if (state !== 'off') return;
      state = 'asked';
      paintedBefore = session.columns.getState().painted;
      follow(query);
    },
    follow,
    end() {
      if (state === 'off') return;
      state = 'off';
      measuring.cancel();
      session.columns.getState().withdraw(similarityName);
      session.columns.getState().paint(paintedBefore);
    },
  };
}
