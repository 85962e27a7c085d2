import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EncoderFile } from '../../contracts/tensor.ts';
import { sameBytes } from '../../data/bytes/sameBytes.ts';
import { hubPage, hubRoutes } from '../../data/weights/shelf/hubRoutes.ts';
import { downloadWeights } from '../../data/weights/shelf/weightsDownload.ts';
import type { ShelvedFile, WeightsShelf } from '../../data/weights/shelf/weightsShelf.ts';
import { sentenceOf } from '../../session/notices.ts';
import { createPendingDeletions, type Later } from '../../session/pendingDeletions.ts';
import { runJob } from '../../session/runJob.ts';
import type { Session } from '../../session/session.ts';
import { encoderFileOf, titleOf } from './encoderFileOf.ts';
import { publishedNamed } from './publishedEncoders.ts';

interface LibraryClients {
  session: Session;
  shelf: WeightsShelf;
  /** Default: the real one; tests hand in another. */
  download?: typeof downloadWeights;
  /** Default: setTimeout. */
  later?: Later;
  /** Told of weights that were deleted. */
  onRemoved?(name: string): void;
}

interface LibraryState {
  /** What lies on the shelf, whole or in part; null until that is known. */
  files: ShelvedFile[] | null;
  /** Files opened from disk that are not on the shelf (yet): here for this visit. */
  visiting: { name: string; file: File }[];
  /** Why nothing can be kept in this browser, as a sentence. */
  unavailable: string | null;
  room: { usedBytes: number; freeBytes: number } | null;
  /** Jobs of the downloads under way, by name. */
  downloads: Record<string, number>;
  /** Why a download failed, by name. */
  failures: Record<string, string>;
  refresh(): Promise<void>;
  /** Fetches published weights, or goes on with what is here of them. Never rejects. */
  download(name: string): Promise<void>;
  stop(name: string): void;
  /** Takes weights away; for ten seconds that can be undone. */
  remove(name: string): void;
  /**
   * Puts a file from disk beside the others, for this visit until it is kept.
   *
   * @param as published weights it was fetched for by hand
   * @returns the name it goes by
   */
  lay(file: File, as?: string): string;
  /** Name under which a file from disk lies here already, whatever it was called; null where it does not. */
  nameOf(file: File): Promise<string | null>;
  /** Copies a file that proved to be weights onto the shelf, so that it survives a reload. Never rejects. */
  keep(name: string): Promise<void>;
  /** Forgets a file that proved to be something else. */
  drop(name: string): void;
  encoderFile(name: string): Promise<EncoderFile | null>;
}

/** Store of the weights on this machine, made by `createLibraryStore`. */
export type LibraryStore = StoreApi<LibraryState>;

const nothingYet = {
  files: null,
  visiting: [],
  unavailable: null,
  room: null,
  downloads: {},
  failures: {},
};

const copiedAtOnce = 2 ** 22; // bytes of a file from disk

/** Weights that do not ship with the app: published ones, and files from disk. */
export function createLibraryStore(clients: LibraryClients): LibraryStore {
  const { session, shelf, download = downloadWeights, later, onRemoved = () => {} } = clients;
  const deletions = createPendingDeletions(later);
  const removed = new Set<string>(); // in this visit: the tensor worker and the map may still hold them by name

  return createStore<LibraryState>((set, get) => {
    const refresh = async () => set(await readShelf(shelf, deletions.has));

    return {
      ...nothingYet,
      refresh,
      async download(name) {
        const published = publishedNamed(name);
        if (!published || name in get().downloads) return;
        const { repository, checkpoint, title } = published;
        const end = await runJob(
          session.jobs,
          `Download ${title}`,
          ({ signal, report }) =>
            download(shelf, name, hubRoutes(repository, checkpoint), hubPage(repository), {
              signal,
              onBytes: (done, before, total) =>
                report({ phase: 'Downloading', done, total: total ?? 0, unit: 'bytes', before }),
            }),
          {
            first: { phase: 'Asking for weights', done: 0, total: 0, unit: 'bytes' },
            onStart(job) {
              const { downloads, failures } = get();
              set({ downloads: { ...downloads, [name]: job }, failures: without(failures, name) });
              deletions.restore(name);
            },
          },
        );
        if (end.outcome === 'failed') set({ failures: { ...get().failures, [name]: end.failure } });
        set({ downloads: without(get().downloads, name) });
        await refresh();
      },
      stop(name) {
        const job = get().downloads[name];
        if (job !== undefined) session.jobs.getState().cancel(job);
      },
      remove(name) {
        const visiting = get().visiting.find(each => each.name === name);
        removed.add(name);
        deletions.add(name, () => void shelf.remove(name).then(refresh, refresh));
        set({
          files: get().files?.filter(file => file.name !== name) ?? null,
          visiting: get().visiting.filter(each => each.name !== name),
          failures: without(get().failures, name),
        });
        session.notices.getState().say(`${titleOf(name)} was deleted from this browser.`, {
          undo() {
            if (!deletions.restore(name)) return;
            if (visiting) set({ visiting: [...get().visiting, visiting] });
            void refresh();
          },
        });
        onRemoved(name);
      },
      lay(file, as) {
        const here = [...(get().files ?? []), ...get().visiting].map(each => each.name);
        const name = as ?? freeName(file, new Set([...here, ...removed]));
        const others = get().visiting.filter(each => each.name !== name);
        set({ visiting: [...others, { name, file }], failures: without(get().failures, name) });
        return name;
      },
      async nameOf(file) {
        if (get().files === null) await refresh();
        const kept = (get().files ?? []).filter(each => each.complete && each.totalBytes === file.size);
        for (const { name } of [...get().visiting, ...kept]) {
          const there = await get().encoderFile(name);
          if (there && (await sameBytes(there.blob, file))) return name;
        }
        return null;
      },
      async keep(name) {
        const { visiting } = get();
        const file = visiting.find(each => each.name === name)?.file;
        if (!file) return;
        try {
          await copyTo(shelf, name, file);
          deletions.restore(name);
          get().drop(name);
        } catch (error) {
          await shelf.remove(name).catch(() => {}); // a shelf that does not work has nothing to remove
          const what = `${file.name} is in use for this visit, but could not be kept for the next one`;
          session.notices.getState().say(`${what}: ${sentenceOf(error)}`);
        }
        await refresh();
      },
      drop: name => set({ visiting: get().visiting.filter(each => each.name !== name) }),
      async encoderFile(name) {
        const visitor = get().visiting.find(each => each.name === name)?.file;
        if (visitor) return encoderFileOf(name, visitor.name, visitor);
        if (get().files === null) await refresh();
        const kept = get().files?.find(file => file.name === name && file.complete);
        const blob = kept && (await shelf.blob(name));
        return kept && blob ? encoderFileOf(name, kept.fileName, blob) : null;
      },
    };
  });
}

async function copyTo(shelf: WeightsShelf, name: string, file: File): Promise<void> {
  await shelf.begin({ name, fileName: file.name, url: null, totalBytes: file.size, etag: null });
  for (let at = 0; at < file.size; at += copiedAtOnce) {
    await shelf.append(name, new Uint8Array(await file.slice(at, at + copiedAtOnce).arrayBuffer()));
  }
  await shelf.finish(name);
}

/** "file:mine.ckpt", with a number after it where another file has, or had, that name. */
function freeName(file: File, taken: ReadonlySet<string>): string {
  let name = `file:${file.name}`;
  for (let n = 2; taken.has(name); n++) name = `file:${file.name} (${n})`;
  return name;
}

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  const { [name]: _, ...rest } = record;
  return rest;
}

/** What lies on the shelf but what is being deleted, or why nothing can. */
async function readShelf(
  shelf: WeightsShelf,
  isLeaving: (name: string) => boolean,
): Promise<Partial<LibraryState>> {
  try {
    const files = (await shelf.list()).filter(file => !isLeaving(file.name));
    return { files, unavailable: null, room: await shelf.room() };
  } catch (error) {
    const unavailable = `This browser lets the page keep no files (${sentenceOf(error)}), as in some private windows: weights cannot be downloaded here, but a file of weights can be opened for this visit.`;
    return { files: [], unavailable };
  }
}
