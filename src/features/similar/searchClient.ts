import { type Remote, transfer } from 'comlink';
import type { JobControl } from '../../contracts/job.ts';
import type { Neighbours, SearchOptions, SearchWorker } from '../../contracts/search.ts';
import { decodedRows } from '../../maths/neighbours/sixteenBitRows.ts';
import type { WorkerClient } from '../../rpc/client.ts';
import { createRevivingClient } from '../../rpc/revivingClient.ts';
import type { Representation, RepresentationState } from '../../session/representation.ts';

/** Exact search among the components of the present representation. Every call rejects where there is none. */
export interface SearchClient {
  /** The k nearest of a catalogue row, itself left out. */
  nearestToRow(row: number, options: SearchOptions, control: JobControl): Promise<Neighbours>;
  /** @param vector (components) of an image from outside */
  nearestToVector(vector: Float32Array, options: SearchOptions, control: JobControl): Promise<Neighbours>;
  /** (n) distances of the galaxies represented to a catalogue row, in their order. */
  distancesToRow(row: number, options: SearchOptions, control: JobControl): Promise<Float32Array>;
}

const numbersAtOnce = 2 ** 20; // 4 MB a message: some milliseconds to copy here and to take in there

/**
 * A search worker is sent the components when it does not have those of the present version: a new version, a worker
 * that was started again, or a sending that failed.
 *
 * @param open starts a search worker
 * @param present what is represented now
 */
export function createSearchClient(
  open: () => WorkerClient<SearchWorker>,
  present: () => Pick<RepresentationState, 'representation' | 'version'>,
): SearchClient {
  const client = createRevivingClient(open);
  let sent: { to: Remote<SearchWorker>; version: number; arrived: Promise<void> } | null = null;

  function send(api: Remote<SearchWorker>): Promise<void> {
    const { representation, version } = present();
    if (!representation) return Promise.reject(new Error('need a representation to search in; got none'));
    if (sent?.to !== api || sent.version !== version) {
      const wanted = () => sent === mine; // a later version has taken its place otherwise
      const mine = { to: api, version, arrived: Promise.resolve() };
      sent = mine;
      mine.arrived = sendComponents(api, representation, wanted).then(whole =>
        whole || sent?.to !== api ? undefined : sent.arrived,
      );
      mine.arrived.catch(() => {
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

/**
 * Sends all components: their memory where it is shared; else piece by piece, so that neither side is held up.
 *
 * @param wanted asked before each piece; where it says no the rest stays here
 * @returns whether all were sent and are still wanted
 */
async function sendComponents(
  api: Remote<SearchWorker>,
  { components, rows, sharedMemory }: Representation,
  wanted: () => boolean,
): Promise<boolean> {
  const { columns, count } = components;
  if (sharedMemory) {
    await api.adopt(rows, columns, sharedMemory);
    return wanted();
  }
  await api.begin(rows, columns);
  const piece = Math.min(count, Math.max(1, Math.floor(numbersAtOnce / columns)));
  let buffer = new ArrayBuffer(4 * piece * columns); // goes there and comes back
  for (let from = 0; from < count; from += piece) {
    if (!wanted()) return false;
    const to = Math.min(count, from + piece);
    const part = decodedRows(components, from, to, new Float32Array(buffer, 0, (to - from) * columns));
    buffer = (await api.add(transfer(part, [buffer]))).buffer as ArrayBuffer;
  }
  return wanted();
}
