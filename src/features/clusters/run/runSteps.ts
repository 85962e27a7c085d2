import type { ClusterShelf, KeptClusters } from '../../../data/runs/clusterRuns.ts';
import type { JobsStore } from '../../../session/jobs.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import type { ClusterClient } from './clusterClient.ts';
import type { ClusteringStep, OpenClustering } from './runState.ts';

const stretchSeconds = 2; // between two looks at the reconstructions
const firstSeconds = 0.2; // so that something moves at once

/** What every step works with. */
interface RunParts {
  jobs: JobsStore;
  client: ClusterClient;
  run(): OpenClustering | null;
  /** Changes the run while it is the one on show. */
  change(key: string, fields: Partial<OpenClustering>): void;
}

/** Trains until the run is finished, and shows what each stretch brings. @returns true where it is finished */
export async function trainClustering(parts: RunParts, { key, title }: OpenClustering): Promise<boolean> {
  const { client, change, run } = parts;
  const done = await runStep(parts, key, 'training', `Cluster “${title}”`, async job => {
    await job.untilDone(control => client.call(control, async () => undefined)); // opens it
    let seconds = firstSeconds;
    while (!run()?.finished) {
      const stretch = await job.untilDone(({ signal }) =>
        client.call({ signal }, (api, port) => api.trainClusters(seconds, port)),
      );
      const { step, steps, ...shown } = stretch;
      change(key, shown);
      job.report({ phase: 'Training', done: step, total: steps, unit: 'steps' });
      seconds = stretchSeconds;
    }
  });
  return done !== null;
}

/** Has the trained network tell the clusters of its galaxies, and keeps that. @returns null where it was stopped or failed */
export function tellGalaxies(
  parts: RunParts,
  { key, title }: OpenClustering,
  shelf: ClusterShelf,
): Promise<KeptClusters | null> {
  const { client } = parts;
  return runStep(parts, key, 'telling', `Tell the clusters of “${title}”`, async job => {
    const request = await shelf.request(key);
    if (!request) throw new Error('this clustering is no longer kept: another tab may have deleted it');
    const call = <T>(make: Parameters<typeof client.call<T>>[1]) =>
      job.untilDone(({ signal }) => client.call({ signal }, make));
    const verdicts = await call(api => api.describeRun());
    const portrait = await call(api => api.portrayClusters());
    const model = await call(api => api.clusterModel());
    const { ids, nuisances, learnt } = request.galaxies;
    const kept = { portrait, model, results: { ...verdicts, ids, nuisances, learnt } };
    await shelf.putResults(key, kept);
    return kept;
  });
}

async function runStep<T>(
  { jobs, change }: RunParts,
  key: string,
  step: ClusteringStep,
  title: string,
  act: (job: RunningJob) => Promise<T>,
): Promise<T | null> {
  const end = await runJob(jobs, title, act, {
    pausable: true,
    room: 'clusters',
    onStart: jobId => change(key, { step, jobId, failure: null, secondsLeft: undefined }),
  });
  change(key, {
    step: 'resting',
    jobId: null,
    failure: end.outcome === 'failed' ? end.failure : null,
  });
  return end.outcome === 'done' ? end.value : null;
}
