import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PixelBatch, PixelView } from '../../../contracts/ingest.ts';
import { createLatestCall } from '../../../rpc/latestCall.ts';
import { sentenceOf } from '../../../session/notices.ts';
import type { Session } from '../../../session/session.ts';
import { comparedSidePx, createSmallGalaxies, type SmallGalaxies } from './nearestGalaxies.ts';

/** Galaxies of the open catalogue most like an image, the most alike first. */
type NearestRows = readonly { row: number; likeness: number }[];

/** How far the search for galaxies like the prototypes is, and what it has found. */
interface NearestState {
  status: 'idle' | 'reading' | 'done' | 'stopped' | 'failed';
  /** Galaxies looked at, of those wanted. */
  read: number;
  wanted: number;
  failure: string | null;
  /** By the index of the image asked about. */
  nearest: ReadonlyMap<number, NearestRows>;
  /** Asks about some images of a set; of several questions in a row only the last counts. */
  ask(question: NearestQuestion): void;
  stop(): void;
}

/** Images that galaxies are to be compared with. */
interface NearestQuestion {
  /** (n, sidePx, sidePx, 3) standardised */
  images: Float32Array;
  /** Which of them. */
  indices: readonly number[];
  view: PixelView;
}

/** Store of the real galaxies most like a prototype, made by `createNearestStore`. */
export type NearestStore = StoreApi<NearestState>;

const shownGalaxies = 4; // a line beside the class average
const batchRows = 64; // so that the map's own wishes for images come between
const most = 20_000; // 15 MB of small pixels; of more, an even sample

/** Looks for galaxies like the prototypes in the open catalogue; pixels that were read stay for the next question. */
export function createNearestStore(
  session: Session,
  pixels: (handle: number, rows: Uint32Array, view: PixelView) => Promise<PixelBatch>,
): NearestStore {
  let readGalaxies: { about: string; galaxies: SmallGalaxies; next: number } | null = null;
  return createStore<NearestState>((set, get) => {
    const asking = createLatestCall<void>({
      done: () => set({ status: 'done' }),
      failed: error => set({ status: 'failed', failure: sentenceOf(error) }),
    });

    async function look(question: NearestQuestion, signal: AbortSignal): Promise<void> {
      const { catalogue } = session.catalogue.getState();
      if (!catalogue?.hasImages) return;
      const { handle, rowCount } = catalogue;
      const { cropFraction } = question.view;
      const wanted = Math.min(most, rowCount);
      const about = `${handle} ${cropFraction}`;
      if (readGalaxies?.about !== about)
        readGalaxies = { about, galaxies: createSmallGalaxies(wanted), next: 0 };
      const mine = readGalaxies;
      set({ status: 'reading', read: mine.next, wanted });
      let tellAt = Math.max(batchRows, mine.next);
      for (;;) {
        if (mine.next >= tellAt || mine.next === wanted) {
          await tell(question, mine.galaxies, signal);
          tellAt = 2 * mine.next;
        }
        if (mine.next === wanted) return;
        const count = Math.min(batchRows, wanted - mine.next);
        const rows = Uint32Array.from({ length: count }, (_, i) =>
          Math.floor(((mine.next + i) * rowCount) / wanted),
        );
        const batch = await pixels(handle, rows, { sidePx: comparedSidePx, cropFraction });
        signal.throwIfAborted();
        mine.galaxies.add(batch.rows, batch.pixels);
        mine.next += count;
        set({ read: mine.next });
      }
    }

    async function tell(
      { images, indices, view }: NearestQuestion,
      galaxies: SmallGalaxies,
      signal: AbortSignal,
    ) {
      const size = view.sidePx * view.sidePx * 3;
      for (const index of indices) {
        const image = images.subarray(index * size, (index + 1) * size);
        const found = galaxies.nearest(image, view.sidePx, shownGalaxies);
        set({ nearest: new Map(get().nearest).set(index, found) });
        await new Promise(resolve => setTimeout(resolve, 0)); // a tenth of a second each: the page stays awake
        signal.throwIfAborted();
      }
    }

    return {
      status: 'idle',
      read: 0,
      wanted: 0,
      failure: null,
      nearest: new Map(),
      ask(question) {
        set({ status: 'idle', failure: null, nearest: new Map() });
        asking.now(signal => look(question, signal));
      },
      stop() {
        asking.cancel();
        if (get().status === 'reading') set({ status: 'stopped' });
      },
    };
  });
}
