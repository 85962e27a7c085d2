import type { JobControl } from '../../../contracts/job.ts';
import type { Basis } from '../../../contracts/matrix.ts';
import type { SurveyAnswer, SurveyWorker } from '../../../contracts/survey.ts';
import { openWorker, type WorkerClient } from '../../../rpc/client.ts';
import { createRevivingClient } from '../../../rpc/revivingClient.ts';

/** Searches a whole survey, in a worker that is started at the first call. */
export interface SurveyClient {
  nearest(
    manifestUrl: string,
    vector: Float32Array,
    wanted: { k: number; lists: number },
    control: JobControl,
  ): Promise<SurveyAnswer>;
  vectorOf(manifestUrl: string, row: number, control: JobControl): Promise<Float32Array>;
  basis(manifestUrl: string, control: JobControl): Promise<Basis | null>;
  images: SurveyWorker['images'];
}

/** @param open starts the worker; tests give their own */
export function createSurveyClient(open: () => WorkerClient<SurveyWorker> = openSurveyWorker): SurveyClient {
  const client = createRevivingClient(open);
  return {
    nearest: (url, vector, wanted, control) =>
      client.job(control, (api, port) => api.nearest(url, vector, wanted, port)),
    vectorOf: (url, row, control) => client.job(control, (api, port) => api.vectorOf(url, row, port)),
    basis: (url, control) => client.job(control, (api, port) => api.basis(url, port)),
    images: (url, galaxies) => client.call(api => api.images(url, galaxies)),
  };
}

function openSurveyWorker(): WorkerClient<SurveyWorker> {
  return openWorker<SurveyWorker>(
    () =>
      new Worker(new URL('../../../../workers/survey.worker.ts', import.meta.url), {
        type: 'module',
        name: 'survey',
      }),
  );
}
