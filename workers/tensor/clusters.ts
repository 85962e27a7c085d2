import type {
  ClusterRequest,
  ClusterSnapshot,
  ClusterWorker,
} from '../../src/contracts/clustering/clusters.ts';
import type { ClusterShelf } from '../../src/data/runs/clusterRuns.ts';
import { clusterSettingsRefusal } from '../../src/maths/clustering/clusterSettings.ts';
import type { Breathe } from '../../src/nets/clustering/posteriors.ts';
import { verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';
import { type ClusterRun, openClusterRun, shapeOfRequest } from './clusterRun.ts';
import { type OpenedClusters, openedModel, openedNetwork, openedPublished } from './openedClusters.ts';

/** The calls of contracts/clusters.ts about one run, or one trained network, at a time. @param nowMs milliseconds since 1970 */
export function createClusters(shelf: ClusterShelf, nowMs: () => number): ClusterWorker {
  let run: ClusterRun | undefined;
  let opened: OpenedClusters | undefined;

  function theRun(): ClusterRun {
    if (!run) throw new Error('need a clustering; got none: start one first');
    return run;
  }

  /** The network that was opened, else that of the run. */
  function theClusters(): OpenedClusters {
    if (opened) return opened;
    if (run) return openedNetwork(run.network, run.inputError);
    throw new Error('need a trained clustering; got none: open one first');
  }

  function end(): void {
    run?.dispose();
    opened?.dispose();
    run = undefined;
    opened = undefined;
  }

  async function open(request: ClusterRequest): Promise<ClusterSnapshot> {
    end();
    run = await serveJob(undefined, job => openClusterRun(shelf, nowMs, request, job)); // hears pings meanwhile
    return run.snapshot();
  }

  /** Pings are answered meanwhile: the published network takes seconds a batch on a busy machine. */
  const breathing = <T>(act: (breathe: Breathe) => Promise<T>) =>
    serveJob(undefined, job => onDevice(() => act(job.breathe)));

  return {
    async startClustering(request) {
      const known = await shelf.request(request.key);
      if (!known) {
        const { inputs } = shapeOfRequest(request);
        const count = request.galaxies.learnt ?? request.galaxies.ids.length;
        const refused = clusterSettingsRefusal(request.settings, count, inputs);
        if (refused) throw new RangeError(refused);
        await shelf.begin(request, nowMs());
      }
      return open(known ?? request);
    },
    async resumeClustering(key) {
      const known = await shelf.request(key);
      if (!known) throw new Error(`need a clustering that is kept; got ${key}: start it anew`);
      return open(known);
    },
    trainClusters: (seconds, port) =>
      serveJob(
        port,
        async job => {
          const now = theRun();
          const untilMs = nowMs() + 1000 * seconds;
          try {
            do {
              if (!now.finished) await now.step(job);
            } while (!now.finished && nowMs() < untilMs);
          } catch (error) {
            now.rest();
            if (error instanceof DOMException && error.name === 'AbortError') await now.keep(); // a pause
            throw error;
          }
          return now.stretch();
        },
        limitsToWait,
      ),
    clusterModel: () => theRun().model(),
    async openClusters(model) {
      end();
      opened = await onDevice(async () => openedModel(model));
    },
    async openPublishedClusters(file) {
      end();
      opened = await onDevice(() => openedPublished(file));
    },
    portrayClusters: () => breathing(breathe => theClusters().portray(breathe)),
    async describeRun() {
      const { network, all, inputError } = theRun();
      return breathing(breathe => verdictsOf(network, all, inputError, breathe));
    },
    describeClusters: galaxies => breathing(breathe => theClusters().describe(galaxies, breathe)),
    paintClusters: codes => breathing(breathe => theClusters().paint(codes, breathe)),
    async endClustering() {
      try {
        if (run?.hasUnkeptSteps) await run.keep();
      } finally {
        end(); // also where a lost device made `keep` fail
      }
    },
  };
}
