import type {
  ClusterModel,
  ClusterRequest,
  ClusterSnapshot,
  ClusterWorker,
} from '../../src/contracts/clusters.ts';
import type { ClusterShelf } from '../../src/data/runs/clusterRuns.ts';
import { clusterSettingsRefusal } from '../../src/maths/clustering/clusterSettings.ts';
import { type ClusterNetwork, createClusterNetwork } from '../../src/nets/clustering/clusterNetwork.ts';
import { decodedOf } from '../../src/nets/clustering/posteriors.ts';
import { mixtureOf, verdictsOf } from '../../src/nets/clustering/verdicts.ts';
import { onDevice } from '../../src/nets/device/gpuDevice.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { limitsToWait } from '../../src/rpc/pulse.ts';
import { type ClusterRun, clusterDataOf, openClusterRun, shapeOfRequest } from './clusterRun.ts';

/** The calls of contracts/clusters.ts about one run, or one trained network, at a time. @param nowMs milliseconds since 1970 */
export function createClusters(shelf: ClusterShelf, nowMs: () => number): ClusterWorker {
  let run: ClusterRun | undefined;
  let opened: { network: ClusterNetwork; model: ClusterModel } | undefined;

  function theRun(): ClusterRun {
    if (!run) throw new Error('need a clustering; got none: start one first');
    return run;
  }

  function theNetwork(): ClusterNetwork {
    const network = opened?.network ?? run?.network;
    if (!network) throw new Error('need a trained clustering; got none: open one first');
    return network;
  }

  function end(): void {
    run?.dispose();
    opened?.network.dispose();
    run = undefined;
    opened = undefined;
  }

  async function open(request: ClusterRequest): Promise<ClusterSnapshot> {
    end();
    run = await openClusterRun(shelf, nowMs, request);
    return run.snapshot();
  }

  return {
    async startClustering(request) {
      const known = await shelf.request(request.key);
      if (!known) {
        const { inputs } = shapeOfRequest(request);
        const count = request.galaxies.pictures.length / request.sidePx ** 2;
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
      opened = {
        model,
        network: await onDevice(async () => createClusterNetwork(model.shape, model.weights)),
      };
    },
    portrayClusters: () =>
      onDevice(async () => {
        const network = theNetwork();
        const mixture = await mixtureOf(network);
        const { pictures } = await decodedOf(network, Float32Array.from(mixture.means));
        return { sidePx: network.shape.sidePx, mixture, means: pictures };
      }),
    async describeLearnt() {
      const { network, data, inputError } = theRun();
      return onDevice(() => verdictsOf(network, data, inputError));
    },
    describeClusters: galaxies =>
      onDevice(async () => {
        const inputError = opened?.model.inputError ?? theRun().inputError;
        return verdictsOf(theNetwork(), clusterDataOf(galaxies), inputError);
      }),
    paintClusters: async codes => (await onDevice(() => decodedOf(theNetwork(), codes))).pictures,
    async endClustering() {
      try {
        if (run?.hasUnkeptSteps) await run.keep();
      } finally {
        end(); // also where a lost device made `keep` fail
      }
    },
  };
}
