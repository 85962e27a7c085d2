import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import type { MosaicFacts, MosaicSources } from '../../../contracts/mosaic.ts';
import { joinedSources } from '../../../data/mosaic/mosaicParts.ts';
import { cutSideOf, mosaicSource } from '../../../data/mosaic/mosaicSource.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';
import type { MosaicClient } from './mosaicClient.ts';

interface MosaicParts {
  session: Session;
  client: MosaicClient;
  /** Opens a catalogue in place of the present one. Never rejects. */
  openCatalogue(source: CatalogueSource): Promise<void>;
  /** Clock in milliseconds. */
  now(): number;
}

interface MosaicState {
  file: File | null;
  facts: MosaicFacts | null;
  /** Of the parts that were searched, null until one was. */
  sources: MosaicSources | null;
  /** What each part holds, by its number; a part that was not searched has none. */
  found: ReadonlyMap<number, MosaicSources>;
  /** Sources of less significance or a smaller Kron radius are left out. */
  leastSignificance: number;
  leastRadiusPx: number;
  /** The job under way, and what it is. */
  job: number | null;
  failure: string | null;
  /** Opens an image and looks for the galaxies in it, which come part by part. Never rejects. */
  open(file: File): Promise<void>;
  /** Searches the parts that a search which was stopped has left. Never rejects. */
  goOn(): Promise<void>;
  filter(fields: { leastSignificance?: number; leastRadiusPx?: number }): void;
  /** Cuts out the galaxies that pass and opens them as a catalogue. Never rejects. */
  cut(): Promise<void>;
  stop(): void;
}

/** Store of the large image, made by `createMosaicStore`. */
export type MosaicStore = StoreApi<MosaicState>;

/** Parts of the image that were not searched. */
export function partsLeft({ facts, found }: Pick<MosaicState, 'facts' | 'found'>): number {
  return facts ? facts.parts.across * facts.parts.down - found.size : 0;
}

/** Indices of the sources that pass, in their order. */
export function passing({
  sources,
  leastSignificance,
  leastRadiusPx,
}: Pick<MosaicState, 'sources' | 'leastSignificance' | 'leastRadiusPx'>): number[] {
  if (!sources) return [];
  const { significance, kronRadiusPx } = sources;
  return [...significance.keys()].filter(
    i => significance[i] >= leastSignificance && kronRadiusPx[i] >= leastRadiusPx,
  );
}

const joinEveryMs = 1000; // a hundred thousand sources are joined and drawn in a tenth of that

/** Store of one large image: what is found in it, and what is cut out of it. */
export function createMosaicStore({ session, client, openCatalogue, now }: MosaicParts): MosaicStore {
  return createStore<MosaicState>((set, get) => {
    let [joined, joinedMs] = [0, 0]; // parts in `sources`, and when they were joined
    function joinFound(): void {
      const { found } = get();
      if (found.size === joined) return;
      [joined, joinedMs] = [found.size, now()];
      set({ sources: joinedSources([...found.values()]) });
    }
    async function search({ signal, report }: RunningJob): Promise<void> {
      const { file, facts } = get();
      if (!file || !facts) return;
      const total = facts.parts.across * facts.parts.down;
      const before = get().found.size;
      const wanted = Array.from({ length: total }, (_, part) => part).filter(part => !get().found.has(part));
      const tell = () =>
        report({ phase: 'Looking for galaxies', done: get().found.size, total, unit: 'parts', before });
      tell();
      const onPart = (part: number, sources: MosaicSources) => {
        set({ found: new Map(get().found).set(part, sources) });
        tell();
        if (now() - joinedMs >= joinEveryMs) joinFound();
      };
      await client.detect(file, { facts, wanted, onPart }, signal);
    }
    async function run(title: string, act: (job: RunningJob) => Promise<void>): Promise<boolean> {
      if (get().job !== null) return false;
      const options = { onStart: (job: number) => set({ job, failure: null }), room: 'data' };
      const end = await runJob(session.jobs, title, act, options);
      joinFound();
      set({ job: null, failure: end.outcome === 'failed' ? end.failure : null });
      return end.outcome === 'done';
    }
    return {
      file: null,
      facts: null,
      sources: null,
      found: new Map(),
      leastSignificance: 10,
      leastRadiusPx: 4,
      job: null,
      failure: null,
      async open(file) {
        await run(`Find galaxies in ${file.name}`, async job => {
          const facts = await client.open(file, { signal: job.signal, onProgress: job.report });
          joined = 0;
          set({ file, facts, sources: null, found: new Map() });
          await search(job);
        });
      },
      async goOn() {
        const { file } = get();
        if (file) await run(`Find galaxies in ${file.name}`, search);
      },
      filter: fields => set(fields),
      async cut() {
        const { file, facts, sources } = get();
        if (!file || !facts || !sources) return;
        const chosen = passing(get());
        let source: CatalogueSource | undefined;
        await run(`Cut out ${chosen.length.toLocaleString('en')} galaxies`, async ({ signal, report }) => {
          const boxes = chosen.map(i => ({
            xPx: sources.xPx[i],
            yPx: sources.yPx[i],
            sidePx: cutSideOf(sources.kronRadiusPx[i]),
          }));
          const pictures = await client.cut(file, boxes, { signal, onProgress: report });
          if (!signal.aborted) source = mosaicSource(facts, sources, chosen, pictures);
        });
        if (source) await openCatalogue(source);
      },
      stop() {
        const { job } = get();
        if (job !== null) session.jobs.getState().cancel(job);
      },
    };
  });
}
