import { describe, expect, it } from 'vitest';
import type { ClusterEdits } from '../../../../src/data/runs/clusterEdits.ts';
import { readSession, writeSession } from '../../../../src/data/sessions/sessionFile.ts';
import {
  collectRuns,
  type RunShelves,
  runPutters,
} from '../../../../src/features/ingest/sessions/runRecords.ts';

type Stored = Record<string, Map<string, unknown>>;

/** Shelves that keep what they are given, by kind and key. */
function memoryRuns(): { shelves: RunShelves; stored: Stored } {
  const table = () => new Map<string, unknown>();
  const stored: Stored = {
    distillations: table(),
    notes: table(),
    requests: table(),
    checkpoints: table(),
    examples: table(),
    results: table(),
    edits: table(),
    self: table(),
  };
  const get = (name: string) => async (key: string) => stored[name].get(key) as never;
  const listed = (items: unknown[]) => ({ items: items as never[], setAside: 0 });
  const shelves = {
    distillations: {
      list: async () =>
        listed([...stored.distillations.values()].map(each => (each as { note: object }).note)),
      saved: get('distillations'),
      restore: async (saved: { note: { key: string } }) =>
        void stored.distillations.set(saved.note.key, saved),
    },
    clusters: {
      list: async () => listed([...stored.notes.values()]),
      async begin(
        request: { key: string; title: string; source: object; kind: string; settings: object },
        changedMs: number,
      ) {
        const { key, title, source, kind, settings } = request;
        stored.notes.set(key, { key, title, source, kind, settings, epochs: 0, changedMs });
        stored.requests.set(key, request);
      },
      request: get('requests'),
      checkpoint: get('checkpoints'),
      examples: get('examples'),
      results: get('results'),
      edits: get('edits'),
      editKeys: async () => [...stored.edits.keys()],
      async putCheckpoint(key: string, checkpoint: object, examples: object) {
        stored.checkpoints.set(key, checkpoint);
        stored.examples.set(key, examples);
      },
      putResults: async (key: string, results: object) => void stored.results.set(key, results),
      putEdits: async (key: string, edits: ClusterEdits) => void stored.edits.set(key, edits),
    },
    selfRuns: {
      list: async (catalogue: string) =>
        listed(
          [...stored.self.values()]
            .map(each => (each as { run: { catalogue: string } }).run)
            .filter(run => run.catalogue === catalogue),
        ),
      state: async (key: string) => (stored.self.get(key) as { state?: never })?.state,
      file: async (key: string) => (stored.self.get(key) as { file?: never })?.file,
      restore: async (removed: { run: { key: string } }) => void stored.self.set(removed.run.key, removed),
    },
  } as unknown as RunShelves;
  return { shelves, stored };
}

const catalogue = 'gz2 4-00';
const distillation = {
  note: {
    ...{
      key: 'd',
      title: 'Discs',
      setTitle: 'four',
      classes: ['a', 'b'],
      iterations: 3,
      changedMs: 1,
      expertsKey: 'e',
    },
    settings: { method: 'dm', imagesPerClass: 1, experts: {}, matching: {}, evaluation: {} },
  },
  request: { key: 'd', set: { pixels: Uint8Array.of(1, 2, 3) } },
  checkpoint: { images: Float32Array.of(0.5, Number.NaN) },
  evaluations: [{ contender: 'synthetic', confusion: Uint32Array.of(4, 0, 1, 3) }],
};
const settings = { warmUpEpochs: 1, cycles: 1, annealingEpochs: 1, staticEpochs: 1, components: 2 };
const source = (catalogueKey: string) => ({
  catalogue: 'gz2',
  catalogueKey,
  words: 'all',
  count: 4,
  uncovered: [],
});

async function filled() {
  const { shelves, stored } = memoryRuns();
  const { clusters } = shelves;
  await shelves.distillations.restore(distillation as never);
  for (const [key, of] of [
    ['c', catalogue],
    ['other', 'else 3-00'],
  ]) {
    await clusters.begin({ key, title: key, kind: 'pixels', settings, source: source(of) } as never, 1);
    await clusters.putCheckpoint(
      key,
      { weights: Float32Array.of(7) } as never,
      { pictures: Uint8Array.of(9) } as never,
      1,
    );
    await clusters.putResults(key, { portrait: Float32Array.of(1, 2) } as never);
    await clusters.putEdits(key, { groups: [0, 0], names: { 0: 'rings' }, hidden: [] });
  }
  await clusters.putEdits('shipped gz2', { groups: [0, 1], names: { 1: 'discs' }, hidden: [0] });
  const run = { key: 'r', catalogue, galaxyIds: ['g1'], name: 'BYOL' };
  await shelves.selfRuns.restore({
    run,
    state: { step: Float32Array.of(3) },
    file: new Blob(['net']),
  } as never);
  return { shelves, stored };
}

describe('runs in a session', () => {
  it('come back elsewhere through the file, number by number, those of other catalogues apart', async () => {
    const { shelves, stored } = await filled();
    const records = await collectRuns(shelves, catalogue);
    const contents = { catalogue: { key: catalogue, name: 'gz2' }, kept: null, view: null, records };
    const read = await readSession(await writeSession(contents, async () => undefined, 1), 'runs.zip');
    expect(read.missing).toEqual([]);
    const there = memoryRuns();
    const putters = runPutters(there.shelves, catalogue, 1);
    for (const kind of Object.keys(putters) as (keyof typeof putters)[])
      for (const record of read.records[kind] as unknown[]) expect(await putters[kind](record)).toBe(true);
    for (const table of ['notes', 'requests', 'checkpoints', 'examples', 'results', 'edits'])
      stored[table].delete('other');
    expect(await (there.stored.self.get('r') as { file: Blob }).file.text()).toBe('net');
    for (const self of [stored.self, there.stored.self]) (self.get('r') as { file?: Blob }).file = undefined;
    expect(there.stored).toEqual(stored);
  });

  it('are refused one by one where they are not whole', async () => {
    const putters = runPutters(memoryRuns().shelves, catalogue, 1);
    for (const put of Object.values(putters))
      for (const record of [{}, { note: { key: 'd' } }, { key: 1 }]) expect(await put(record)).toBe(false);
  });
});
