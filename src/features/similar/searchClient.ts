import type { Remote } from 'comlink';
import type { JobControl } from '../../contracts/job.ts';
import type { Neighbours, SearchOptions, SearchWorker } from '../../contracts/search.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';
import type { RepresentationState } from '../../session/representation.ts';

/** Exact search among the components of the present representation. Every call rejects where there is none. */
export interface SearchClient {
  /** The k nearest of a catalogue row, itself left out. */
  nearestToRow(row: number, options: SearchOptions, control: JobControl): Promise<Neighbours>;
  /** @param vector (components) of an image from outside */
  nearestToVector(vector: Float32Array, options: SearchOptions, control: JobControl): Promise<Neighbours>;
  /** (n) distances of the galaxies represented to a catalogue row, in their order. */
  distancesToRow(row: number, options: SearchOptions, control: JobControl): Promise<Float32Array>;
}

/**
 * A search worker is sent the components when it does not have those of the present version: a new version, a worker
 * that was started again, or a sending that failed.
 *
 * @param open starts a search worker
 * @param present what is represented now
 */
export function createSearchClient(
  open: () => WorkerClient<Pick<SearchWorker, 'setComponents' | keyof SearchClient>>,
  present: () => Pick<RepresentationState, 'representation' | 'version'>,
): SearchClient {
  type Api = Remote<Pick<SearchWorker, 'setComponents' | keyof SearchClient>>;
  const client = createRevivingClient(open);
  let sent: { to: Api; version: number; arrived: Promise<void> } | null = null;

  function send(api: Api): Promise<void> {
    const { representation, version } = present();
    if (!representation) return Promise.reject(new Error('need a representation to search in; got none'));
    if (sent?.to !== api || sent.version !== version) {
      const arrived = api.setComponents(representation.components, representation.rows);
      const mine = { to: api, version, arrived };
      sent = mine;
      arrived.catch(() => {
        if (sent === mine) sent = null; // the next question sends them again
      });
    }
    return sent.arrived;
  }

  return {
    nearestToRow: (row, options, control) =>
      client.job(control, async (api, port) => {
        await send(api);
        return api.nearestToRow(row, options, port);
      }),
    nearestToVector: (vector, options, control) =>
      client.job(control, async (api, port) => {
        await send(api);
        return api.nearestToVector(vector, options, port);
      }),
    distancesToRow: (row, options, control) =>
      client.job(control, async (api, port) => {
        await send(api);
        return api.distancesToRow(row, options, port);
      }),
  };
}
