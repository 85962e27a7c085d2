import { createStore } from 'zustand/vanilla';
import type { ClusterRequest } from '../../../contracts/clustering/clusters.ts';
import { setAsideSentence } from '../../../data/bytes/setAside.ts';
import type { ClusterNote, KeptClusters } from '../../../data/runs/clusterRuns.ts';
import { heldElsewhereSentence } from '../../../data/runs/runLocks.ts';
import { clusterEpochs } from '../../../maths/clustering/clusterSettings.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { createPendingDeletions } from '../../../session/pendingDeletions.ts';
import { runJob } from '../../../session/runJob.ts';
import type { ClustersClients } from '../choose/clustersClients.ts';
import type { Studies } from '../choose/pictureReader.ts';
import { readRequest } from '../choose/readRequest.ts';
import { type ClusterClient, createClusterClient } from './clusterClient.ts';
import type { OpenClustering, RunStore } from './runState.ts';
import { tellGalaxies, trainClustering } from './runSteps.ts';

/**
 * The runs of this browser, and the one that is worked on.
 *
 * @param onDone told when a run is trained and its galaxies' clusters are told
 */
// Longer than 100 lines: every part changes the one open run.
export function createClusteringRuns(
  clients: ClustersClients,
  studies: Studies,
  onDone: (note: ClusterNote, kept: KeptClusters) => void,
): RunStore {
  const { session, shelf, locks } = clients;
  const deletions = createPendingDeletions(clients.later);
  const complain = (sentence: string) => session.notices.getState().complain(sentence);

  return createStore((set, get) => {
    const change = (key: string, fields: Partial<OpenClustering>): void => {
      const { open } = get();
      if (open?.key === key) set({ open: { ...open, ...fields } });
    };
    const client: ClusterClient = createClusterClient({
      openWorker: clients.openWorker,
      backend: clients.backend,
      onOpened: change,
      onLost: sentence => session.notices.getState().say(sentence),
    });

    /** Trains what is missing and tells the clusters, while no other tab does. */
    async function work(run: OpenClustering): Promise<void> {
      const { key, title } = run;
      let began = false;
      const parts = { jobs: session.jobs, client, run: () => get().open, change };
      try {
        await locks.hold(key, title, async () => {
          began = true;
          const trained = await trainClustering(parts, run);
          const kept = trained ? await tellGalaxies(parts, run, shelf) : null;
          await client.call({}, api => api.endClustering()).catch(() => undefined); // what is kept stays
          client.end();
          await get().list();
          const note = get().runs.find(each => each.key === key);
          if (!kept || !note) return;
          set({ open: null }); // it is no longer worked on: its clusters are on show
          onDone(note, kept);
        });
      } catch (error) {
        if (began) throw error;
        change(key, { failure: sentenceOf(error) });
      }
    }

    function start(request: ClusterRequest): true {
      const run = newRun(request);
      client.take({ kind: 'run', key: run.key, request });
      set({ open: run });
      void work(run).catch(error => complain(sentenceOf(error)));
      return true;
    }

    /** Of the trainings of a title, whether or not it names the seed. */
    async function lastSeed(title: string): Promise<number> {
      const own = get().runs.filter(run => run.title.replace(/ · seed \d+$/, '') === title);
      const requests = await Promise.all(own.map(({ key }) => shelf.request(key)));
      return Math.max(...requests.map(request => request?.seed ?? 0));
    }

    function needResting(): void {
      const { open } = get();
      if (open && open.step !== 'resting') {
        throw new Error(`Stop “${open.title}” first: it keeps what there is.`);
      }
    }

    function control(action: 'pause' | 'resume' | 'cancel'): void {
      const { open } = get();
      if (open?.jobId != null) session.jobs.getState()[action](open.jobId);
    }

    return {
      runs: [],
      unread: null,
      open: null,
      async list() {
        try {
          const { items, setAside } = await shelf.list();
          if (setAside > 0) complain(setAsideSentence(setAside, 'clustering', 'clusterings'));
          set({ runs: items.filter(({ key }) => !deletions.has(key)), unread: null });
        } catch (error) {
          set({ unread: `Clusterings of earlier visits could not be read: ${sentenceOf(error)}` });
        }
      },
      async begin(choice) {
        needResting();
        const end = await runJob(
          session.jobs,
          'Make galaxies alike',
          ({ signal, report }) => readRequest(clients, studies, choice, { signal, onProgress: report }),
          { room: 'clusters' },
        );
        if (end.outcome === 'failed') complain(`The galaxies could not be read: ${end.failure}`);
        return end.outcome === 'done' && start(end.value);
      },
      async again(key) {
        needResting();
        const request = await shelf.request(key);
        if (!request) throw new Error('This clustering is no longer kept: another tab may have deleted it.');
        const title = request.title.replace(/ · seed \d+$/, '');
        const seed = 1 + (await lastSeed(title));
        return start({ ...request, seed, key: clients.newKey(), title: `${title} · seed ${seed}` });
      },
      async goOn(key) {
        needResting();
        await get().show(key);
        const { open } = get();
        if (!open) return;
        client.take({ kind: 'run', key });
        await work(open);
      },
      async show(key) {
        if (get().open?.key === key) return;
        needResting();
        const [request, checkpoint, examples] = await Promise.all([
          shelf.request(key),
          shelf.checkpoint(key),
          shelf.examples(key),
        ]);
        if (!request) throw new Error('This clustering is no longer kept: another tab may have deleted it.');
        const epochs = checkpoint?.epochs ?? [];
        const finished = epochs.length >= clusterEpochs(request.settings);
        set({ open: { ...newRun(request), epochs, finished, examples: examples ?? null } });
      },
      pause: () => control('pause'),
      resume: () => control('resume'),
      stop: () => control('cancel'),
      async remove(key) {
        if (get().open?.key === key) {
          needResting();
          set({ open: null });
        }
        const title = get().runs.find(run => run.key === key)?.title ?? key;
        if (!(await locks.isFree(key))) return complain(heldElsewhereSentence(title));
        const fail = (error: unknown) =>
          complain(`The clustering could not be deleted: ${sentenceOf(error)}`);
        deletions.add(key, () => void shelf.remove(key).catch(fail));
        await get().list();
        session.notices.getState().say(`The clustering “${title}” was deleted.`, {
          undo() {
            if (deletions.restore(key)) void get().list();
          },
        });
      },
    };
  });
}

function newRun({ key, title, kind, settings, source }: ClusterRequest): OpenClustering {
  return {
    ...{ key, title, kind, settings, source },
    ...{ step: 'resting', jobId: null, epochs: [], examples: null, finished: false, failure: null },
  };
}
