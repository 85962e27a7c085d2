import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import type { MosaicFacts, MosaicSources } from '../../../contracts/mosaic.ts';
import { cutSideOf, mosaicSource } from '../../../data/mosaic/mosaicSource.ts';
import { type RunningJob, runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';
import type { MosaicClient } from './mosaicClient.ts';

interface MosaicParts {
  session: Session;
  client: MosaicClient;
  /** Opens a catalogue in place of the present one. Never rejects. */
  openCatalogue(source: CatalogueSource): Promise<void>;
}

interface MosaicState {
  file: File | null;
  facts: MosaicFacts | null;
  /** Null until they were looked for. */
  sources: MosaicSources | null;
  /** Sources of less significance or a smaller Kron radius are left out. */
  leastSignificance: number;
  leastRadiusPx: number;
  /** The job under way, and what it is. */
  job: number | null;
  failure: string | null;
  /** Opens an image and looks for the galaxies in it. Never rejects. */
  open(file: File): Promise<void>;
  filter(fields: { leastSignificance?: number; leastRadiusPx?: number }): void;
  /** Cuts out the galaxies that pass and opens them as a catalogue. Never rejects. */
  cut(): Promise<void>;
  stop(): void;
}

/** Store of the large image, made by `createMosaicStore`. */
export type MosaicStore = StoreApi<MosaicState>;

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

/** Store of one large image: what is found in it, and what is cut out of it. */
export function createMosaicStore({ session, client, openCatalogue }: MosaicParts): MosaicStore {
  return createStore<MosaicState>((set, get) => {
    async function run(title: string, act: (job: RunningJob) => Promise<void>): Promise<boolean> {
      if (get().job !== null) return false;
      const options = { onStart: (job: number) => set({ job, failure: null }), room: 'data' };
      const end = await runJob(session.jobs, title, act, options);
      set({ job: null, failure: end.outcome === 'failed' ? end.failure : null });
      return end.outcome === 'done';
    }
    return {
      file: null,
      facts: null,
      sources: null,
      leastSignificance: 10,
      leastRadiusPx: 4,
      job: null,
      failure: null,
      async open(file) {
        await run(`Find galaxies in ${file.name}`, async ({ signal, report }) => {
          const control = { signal, onProgress: report };
          const facts = await client.open(file, control);
          set({ file, facts, sources: null });
          const sources = await client.detect(file, control);
          if (!signal.aborted) set({ sources });
        });
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
