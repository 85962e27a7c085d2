import { createClusterDatabase } from '../../../data/runs/clusterDatabase.ts';
import type { ClusterEdits } from '../../../data/runs/clusterEdits.ts';
import type {
  ClusterNote,
  ClusterShelf,
  KeptClusters,
  OthersClusterings,
} from '../../../data/runs/clusterRuns.ts';
import { createDistilDatabase } from '../../../data/runs/distilDatabase.ts';
import type { DistilShelf, SavedDistillation, SavedDistillations } from '../../../data/runs/distilRuns.ts';
import { createSelfDatabase } from '../../../data/runs/selfDatabase.ts';
import type { RemovedSelfRun, SelfShelf } from '../../../data/runs/selfRuns.ts';
import { isWholeClusterNote, isWholeNote } from '../../../data/runs/wholeRun.ts';
import type { SessionContents } from '../../../data/sessions/sessionFile.ts';

/** Where runs of long trainings are kept. */
export interface RunShelves {
  distillations: Pick<DistilShelf, 'list'> & SavedDistillations;
  clusters: Omit<ClusterShelf, 'remove'> & OthersClusterings;
  selfRuns: Pick<SelfShelf, 'list' | 'state' | 'file' | 'restore'>;
}

/** The shelves of this browser. */
export function runShelves(): RunShelves {
  return {
    distillations: createDistilDatabase(),
    clusters: createClusterDatabase(),
    selfRuns: createSelfDatabase(),
  };
}

/** A clustering as a session holds it. */
interface SavedClustering {
  note: ClusterNote;
  request?: Awaited<ReturnType<ClusterShelf['request']>>;
  checkpoint?: Awaited<ReturnType<ClusterShelf['checkpoint']>>;
  examples?: Awaited<ReturnType<ClusterShelf['examples']>>;
  results?: KeptClusters;
}

/** Names, merges and what is hidden of one clustering, a run or one that ships. */
interface SavedNames {
  key: string;
  edits: ClusterEdits;
}

type RunRecords = Pick<
  SessionContents['records'],
  'distillations' | 'clusters' | 'clusterNames' | 'selfRuns'
>;

/**
 * Runs that belong to a catalogue: clusterings and trainings without labels of its galaxies, what a person named in clusterings,
 * and all distillations, whose sets are of no catalogue.
 */
export async function collectRuns(shelves: RunShelves, key: string): Promise<RunRecords> {
  const { distillations, clusters, selfRuns } = shelves;
  const distilled: SavedDistillation[] = [];
  for (const note of (await distillations.list()).items) {
    const saved = await distillations.saved(note.key);
    if (saved) distilled.push(saved);
  }
  const clustered: SavedClustering[] = [];
  const others = (await clusters.list()).items.filter(({ source }) => source.catalogueKey !== key);
  for (const note of (await clusters.list()).items) {
    if (note.source.catalogueKey !== key) continue;
    const [request, checkpoint, examples, results] = await Promise.all([
      clusters.request(note.key),
      clusters.checkpoint(note.key),
      clusters.examples(note.key),
      clusters.results(note.key),
    ]);
    clustered.push({ note, request, checkpoint, examples, results });
  }
  const names: SavedNames[] = [];
  for (const each of await clusters.editKeys()) {
    if (others.some(note => note.key === each)) continue;
    const edits = await clusters.edits(each);
    if (edits) names.push({ key: each, edits });
  }
  const learnt: RemovedSelfRun[] = [];
  for (const run of (await selfRuns.list(key)).items) {
    const [state, file] = await Promise.all([selfRuns.state(run.key), selfRuns.file(run.key)]);
    learnt.push({ run, state, file });
  }
  return { distillations: distilled, clusters: clustered, clusterNames: names, selfRuns: learnt };
}

/** Whether a record could be put back: one that is not whole could not. */
type Put = (record: unknown) => Promise<boolean>;

/** What puts each kind of run back. @param catalogue key of the catalogue they belong to now */
export function runPutters(
  { distillations, clusters, selfRuns }: RunShelves,
  catalogue: string,
  nowMs: number,
): Record<keyof RunRecords, Put> {
  return {
    async distillations(record) {
      const saved = record as SavedDistillation;
      if (
        !isWholeNote(saved?.note) ||
        saved.request?.key !== saved.note.key ||
        !Array.isArray(saved.evaluations)
      )
        return false;
      await distillations.restore(saved);
      return true;
    },
    async clusters(record) {
      const saved = record as SavedClustering;
      if (!isWholeClusterNote(saved?.note) || saved.request?.key !== saved.note.key) return false;
      const { key } = saved.note;
      const source = { ...saved.request.source, catalogueKey: catalogue };
      await clusters.begin({ ...saved.request, source }, nowMs);
      if (saved.checkpoint && saved.examples)
        await clusters.putCheckpoint(key, saved.checkpoint, saved.examples, nowMs);
      if (saved.results) await clusters.putResults(key, saved.results);
      return true;
    },
    async clusterNames(record) {
      const { key, edits } = record as SavedNames;
      if (typeof key !== 'string' || !Array.isArray(edits?.groups) || !Array.isArray(edits.hidden))
        return false;
      await clusters.putEdits(key, edits);
      return true;
    },
    async selfRuns(record) {
      const saved = record as RemovedSelfRun;
      if (typeof saved?.run?.key !== 'string' || !Array.isArray(saved.run.galaxyIds)) return false;
      await selfRuns.restore({ ...saved, run: { ...saved.run, catalogue } });
      return true;
    },
  };
}
