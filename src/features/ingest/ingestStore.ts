import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  CatalogueSource,
  EncodedImage,
  FitsRendering,
  OpenedCatalogue,
} from '../../contracts/ingest.ts';
import type { JobControl, Progress } from '../../contracts/job.ts';
import { mapColumns } from '../../data/catalogues/mapPositions.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Representation } from '../../session/representation.ts';
import { runJob } from '../../session/runJob.ts';
import { keptAsSecond, type SecondCatalogue } from '../../session/secondCatalogue.ts';
import type { Session } from '../../session/session.ts';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { readDropped } from './files/readDropped.ts';
import type { IngestClient } from './ingestClient.ts';
import { settleIn } from './settleIn.ts';
import { nameOfSource } from './sourceName.ts';
import type { PlacedFile } from './sourceOf.ts';

interface IngestClients {
  session: Session;
  ingest: Pick<IngestClient, 'open' | 'images' | 'fitsPixels' | 'preview' | 'close'>;
  /** Manifest of the embedded sky, relative to the page. Default "demo/sky.json". */
  skyUrl?: string;
  /** What was made before of a catalogue whose file is opened again. Default: as it came. */
  recall?(opened: OpenedCatalogue, source: CatalogueSource, control: JobControl): Promise<OpenedCatalogue>;
  /** The open catalogue is about to leave the session for another. */
  leaving?(): void;
  /** Puts a session file into this browser. @returns the source of its catalogue @throws UnreadableError */
  takeSession?(file: File): Promise<CatalogueSource>;
  /** Puts a kept catalogue's view back: its colour and columns are there already. */
  restoreView?(catalogue: OpenedCatalogue): void;
  /** Which galaxy a person sees first. Default: the first one. */
  firstRow?(catalogue: OpenedCatalogue): number | null;
}

interface IngestState {
  /** What is being opened, by name; null when nothing is. */
  opening: string | null;
  progress: Progress | null;
  /** Where the open catalogue came from. */
  source: CatalogueSource | null;
  /** Why the last opening failed, as a sentence; what was open stayed open. */
  failure: string | null;
  /** Opens a catalogue in place of the present one; never rejects. A second call stops the first. */
  open(source: CatalogueSource): Promise<void>;
  openSky(): Promise<void>;
  /** Opens what was dropped or chosen, or says why it cannot. */
  openFiles(files: PlacedFile[] | Promise<PlacedFile[]>): Promise<void>;
  /** True where columns x and y could be the map and nobody has said so yet. */
  asksForMap: boolean;
  /** Makes the columns x and y of the open catalogue its map; all else stays as it is. */
  mapFromColumns(): void;
  /** Opens the same HDF5 file with the pictures of another of its datasets. */
  openPictureSet(path: string): Promise<void>;
  /** The first pictures of a dataset of the open HDF5 file. Rejects where they cannot be read. */
  previewPictureSet(path: string): Promise<EncodedImage[]>;
  /** Takes the open catalogue with galaxies below its own, or without those that were added last, in the place of the present one. */
  exchange(catalogue: OpenedCatalogue): void;
  /** Lets the catalogue go that was open before and is kept to search in. */
  closeSecond(): void;
  /** Stops the opening under way. */
  stop(): void;
  dismissFailure(): void;
}

/** Store of what is being opened, made by `createIngestStore`. */
export type IngestStore = StoreApi<IngestState>;

const mostDetails = 200; // problem lines a person might still scroll through

/** Opens catalogues: all rooms start afresh on success, and nothing changes on failure. */
export function createIngestStore(clients: IngestClients): IngestStore {
  const { session, ingest, skyUrl = 'demo/sky.json', firstRow = () => 0 } = clients;
  let latest: AbortController | null = null;
  let asked = 0; // openings so far: files that take a while to look through must not replace what was opened after them
  const stayAt = new Map<CatalogueSource, number | null>(); // the galaxy to stay with where only the rendering changes

  function keepSecond(next: SecondCatalogue | null): void {
    const { second, keep } = session.second.getState();
    keep(next);
    if (second) void ingest.close(second.catalogue.handle);
  }

  /** A catalogue leaves the map: it stays open beside the new one where that can be searched from there. */
  function leave(former: OpenedCatalogue | null, represented: Representation | null): void {
    const kept = keptAsSecond(former, represented);
    keepSecond(kept);
    if (former && !kept) void ingest.close(former.handle);
  }

  const store = createStore<IngestState>((set, get) => ({
    opening: null,
    progress: null,
    source: null,
    failure: null,
    asksForMap: false,
    async open(source) {
      asked++;
      latest?.abort();
      const mine = new AbortController();
      latest = mine;
      const name = nameOfSource(source);
      set({ opening: name, progress: null, failure: null });
      const end = await runJob(
        session.jobs,
        `Open ${name}`,
        async ({ signal, report }) => {
          const onProgress = (progress: Progress) => {
            report(progress);
            if (latest === mine) set({ progress });
          };
          const opened = await ingest.open(source, { signal, onProgress });
          const recalled = clients.recall?.(opened, source, { signal, onProgress });
          const catalogue = (await recalled?.catch(() => opened)) ?? opened; // what storage lost is made again
          await nextTask(); // a large catalogue took its time to arrive: a person's clicks come first
          if (signal.aborted) {
            void ingest.close(catalogue.handle); // it arrived after the person had let it go
            return;
          }
          const former = session.catalogue.getState().catalogue;
          const { representation: represented } = session.representation.getState();
          const stays = stayAt.get(source) ?? null;
          clients.leaving?.();
          settleIn(session, ingest, catalogue, stays ?? firstRow(catalogue));
          followRendering(source, catalogue);
          if (stays === null || !former) leave(former, represented);
          else void ingest.close(former.handle); // the same galaxies in other colours
          if (catalogue.restored) clients.restoreView?.(catalogue);
          set({ source, asksForMap: catalogue.asksForMap === true });
          tellProblems(session, catalogue);
        },
        { signal: mine.signal, explain: error => `Could not open ${name}. ${sentenceOf(error)}` },
      );
      if (end.outcome === 'failed') {
        if (latest === mine) set({ failure: end.failure });
        session.notices.getState().complain(end.failure);
      }
      if (latest !== mine) return;
      latest = null;
      set({ opening: null, progress: null });
    },
    openSky: () => get().open({ kind: 'baked', manifestUrl: skyUrl }),
    async openFiles(files) {
      const mine = ++asked;
      set({ opening: 'what you dropped', failure: null }); // a large folder takes a while to walk through
      const dropped = await readDropped(session, files, clients.takeSession);
      const isLatest = mine === asked;
      if ('taken' in dropped) {
        if (isLatest) set({ opening: null });
        const { sentence, details } = dropped.taken;
        session.notices.getState().say(sentence, { details });
        return;
      }
      if ('sentence' in dropped) {
        if (isLatest) set({ opening: null, failure: dropped.sentence });
        session.notices.getState().complain(dropped.sentence);
        return;
      }
      if (!isLatest) return;
      await get().open(dropped.source);
      if (get().source !== dropped.source) return;
      const problems = dropped.problems ?? [];
      if (problems.length > 0) {
        const details = problems.slice(0, mostDetails);
        session.notices.getState().complain('Some of the archive could not be read.', details);
      }
      const left = dropped.leftOut.length;
      if (left === 0) return;
      const details = dropped.leftOut.slice(0, mostDetails);
      session.notices.getState().say(`Left out ${countFiles(left)} of another kind.`, { details });
    },
    mapFromColumns() {
      const map = mapColumns(session.catalogue.getState().catalogue?.columns ?? []);
      if (!map || !get().asksForMap) return;
      session.positions.getState().give(map.positions);
      set({ asksForMap: false });
    },
    async openPictureSet(path) {
      const { source } = get();
      if (source?.kind === 'hdf5') await get().open({ ...source, images: path });
    },
    async previewPictureSet(path) {
      const handle = session.catalogue.getState().catalogue?.handle;
      return handle === undefined ? [] : ingest.preview(handle, path);
    },
    exchange(catalogue) {
      const { source } = get();
      const { catalogue: former } = session.catalogue.getState();
      if (!source) return;
      if (former) session.spectra.getState().follow(former.handle, catalogue.handle, catalogue.rowCount);
      settleIn(session, ingest, catalogue, session.selection.getState().row);
      followRendering(source, catalogue);
      clients.restoreView?.(catalogue);
      set({ asksForMap: false });
    },
    closeSecond: () => keepSecond(null),
    stop: () => latest?.abort(),
    dismissFailure: () => set({ failure: null }),
  }));
  return store;

  /** Lets the galaxy's card render FITS images otherwise: for all of them, the same files are opened again. */
  function followRendering(source: CatalogueSource, { handle, fits, added }: OpenedCatalogue): void {
    const rendered = source.kind === 'fits' &&
      fits &&
      !added && {
        // galaxies that were added are rendered in their own way
        ...fits,
        handle,
        pixels: (row: number) => ingest.fitsPixels(handle, row),
        async applyToAll(rendering: FitsRendering) {
          const again = { ...source, rendering };
          stayAt.set(again, session.selection.getState().row); // of this opening alone: a person may open another meanwhile
          await store.getState().open(again);
          stayAt.delete(again);
        },
      };
    session.rendering.getState().replace(rendered || null);
  }
}

function nextTask(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve));
}

function countFiles(n: number): string {
  return n === 1 ? 'one file' : `${formatCount(n)} files`;
}

function tellProblems(session: Session, { name, rowCount, problems }: OpenedCatalogue): void {
  if (problems.length === 0) return;
  const opened = `Opened ${name} with ${formatGalaxies(rowCount)}`;
  const { complain } = session.notices.getState();
  if (problems.length === 1) {
    complain(`${opened}. ${problems[0].sentence}`); // it says of how many rows it is
    return;
  }
  const details = problems.slice(0, mostDetails).map(problem => problem.sentence);
  const more = problems.length - details.length;
  if (more > 0) details.push(`… and ${formatCount(more)} more`);
  complain(`${opened} and ${formatCount(problems.length)} problems.`, details);
}
