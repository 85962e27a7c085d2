import { StorageFullError, savingError } from '../../bytes/databaseWriter.ts';
import { isOffline } from '../../bytes/offline.ts';
import { DownloadError, type DownloadFailure, type DownloadPlace } from './downloadError.ts';
import type { WeightsRoute } from './hubRoutes.ts';
import { type ShelvedFile, type WeightsShelf, weightsKept } from './weightsShelf.ts';

/** How a download reports and is stopped. */
export interface DownloadControl {
  /** Aborting keeps what has come; the download goes on from there when it is asked for again. */
  signal?: AbortSignal;
  /** Told what is here, what there was when it began, and the total (null while not known). */
  onBytes?(held: number, before: number, total: number | null): void;
  /** Default: the browser's. */
  online?(): boolean;
}

const nextRoute = new Set([401, 403, 404]); // not there, or not for us: the hub answers 401 for a missing repository too
const partBytes = 2 ** 22; // written at once: few transactions, and a crash costs at most this much

/**
 * Fetches weights onto the shelf from the first route that has them, going on with what an earlier attempt left where
 * the server can (Range), and else afresh. The length is checked against the one announced.
 *
 * @param page where a person can fetch the file by hand; sentences name it
 * @throws DownloadError with a sentence; an AbortError when cancelled
 */
export async function downloadWeights(
  shelf: WeightsShelf,
  name: string,
  routes: readonly WeightsRoute[],
  page: string,
  control: DownloadControl = {},
): Promise<ShelvedFile> {
  const place = (route: WeightsRoute): DownloadPlace => ({ fileName: route.fileName, page });
  const left = (await shelf.list()).find(file => file.name === name && file.heldBytes > 0);
  if (left?.complete) return left;
  const resumed = left && routes.find(route => route.url === left.url);
  if (resumed) {
    const answer = await ask(resumed, left.heldBytes, place(resumed), control);
    if (continues(answer, left)) return receive(shelf, left, answer, place(resumed), control);
    await answer.body?.cancel();
  }
  const refusals: number[] = [];
  for (const route of routes) {
    const answer = await ask(route, 0, place(route), control);
    if (answer.ok) {
      const file: ShelvedFile = {
        name,
        fileName: route.fileName,
        url: route.url,
        totalBytes: lengthOf(answer),
        etag: answer.headers.get('ETag'),
        heldBytes: 0,
        complete: false,
      };
      return receive(shelf, file, answer, place(route), control);
    }
    await answer.body?.cancel();
    if (!nextRoute.has(answer.status)) {
      throw new DownloadError({ kind: 'server', status: answer.status }, place(route));
    }
    refusals.push(answer.status);
  }
  const gated = refusals.some(status => status !== 404);
  throw new DownloadError({ kind: gated ? 'gated' : 'absent' }, place(routes[routes.length - 1]));
}

/** A request that other origins may make without asking first: one range and no other header of ours. */
async function ask(
  route: WeightsRoute,
  from: number,
  place: DownloadPlace,
  { signal, online = () => !isOffline() }: DownloadControl,
): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(route.url, {
      headers: from > 0 ? { Range: `bytes=${from}-` } : {},
      cache: 'no-store', // kept on the shelf; the browser's own cache would hold it a second time
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal,
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof TypeError)) throw error;
    throw new DownloadError({ kind: online() ? 'unreachable' : 'offline' }, place);
  }
  if (answer.ok && /^text\/html\b/.test(answer.headers.get('Content-Type') ?? '')) {
    await answer.body?.cancel();
    throw new DownloadError({ kind: 'page' }, place);
  }
  return answer;
}

/** True if an answer is the rest of the very file whose beginning is here. */
function continues(answer: Response, left: ShelvedFile): boolean {
  if (answer.status !== 206) return false; // 200: the server sends it whole; 416: it is shorter now
  const etag = answer.headers.get('ETag');
  if (etag !== null && left.etag !== null && etag !== left.etag) return false;
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '') ?? [];
  if (first !== undefined && Number(first) !== left.heldBytes) return false;
  const rest = lengthOf(answer);
  const whole = total !== undefined ? Number(total) : rest === null ? null : left.heldBytes + rest;
  return whole !== null && (left.totalBytes === null || whole === left.totalBytes);
}

/** Announced length of a body; null where there is none, or where it is the length of something compressed. */
function lengthOf(answer: Response): number | null {
  const length = answer.headers.get('Content-Length');
  return length === null || answer.headers.has('Content-Encoding') ? null : Number(length);
}

async function receive(
  shelf: WeightsShelf,
  file: ShelvedFile,
  answer: Response,
  place: DownloadPlace,
  { signal, onBytes }: DownloadControl,
): Promise<ShelvedFile> {
  const { name, totalBytes, heldBytes: before } = file;
  const fail = (failure: DownloadFailure) => new DownloadError(failure, place);
  let held = before;
  const keep = async (bytes: Uint8Array<ArrayBuffer>) => {
    if (bytes.length > 0) held = await shelf.append(name, bytes);
  };
  try {
    if (totalBytes !== null) {
      const room = await shelf.room();
      if (room && room.freeBytes < totalBytes - before) {
        throw fail({ kind: 'full', neededBytes: totalBytes, freeBytes: room.freeBytes });
      }
    }
    if (before === 0) await shelf.begin(file);
    onBytes?.(before, before, totalBytes);
    await readInParts(answer, keep, pending => onBytes?.(held + pending, before, totalBytes));
  } catch (error) {
    await answer.body?.cancel().catch(() => {}); // locked or already broken: nothing more comes either way
    signal?.throwIfAborted();
    if (error instanceof DownloadError) throw error;
    if (savingError(error, weightsKept) instanceof StorageFullError) {
      throw fail({ kind: 'full', neededBytes: totalBytes, freeBytes: null }); // the browser's estimate was wrong
    }
    if (error instanceof TypeError) throw fail({ kind: 'brokeOff', heldBytes: held, totalBytes });
    throw error;
  }
  if (totalBytes !== null && held < totalBytes) throw fail({ kind: 'brokeOff', heldBytes: held, totalBytes });
  if (totalBytes !== null && held > totalBytes) {
    await shelf.remove(name);
    throw fail({ kind: 'tooLong', heldBytes: held, totalBytes });
  }
  await shelf.finish(name);
  return { ...file, heldBytes: held, complete: true };
}

/** Hands a body on in parts of one size; what has come is handed on too when the body breaks off. */
async function readInParts(
  answer: Response,
  keep: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
  onPending: (bytes: number) => void,
): Promise<void> {
  if (!answer.body) return;
  const reader = answer.body.getReader();
  const part = new Uint8Array(partBytes);
  let filled = 0;
  let full = false; // a disk that took no more is not asked again
  const flush = async () => {
    const bytes = part.subarray(0, filled);
    filled = 0;
    full = true;
    await keep(bytes);
    full = false;
  };
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      for (let at = 0; at < value.length; ) {
        const taken = Math.min(value.length - at, partBytes - filled);
        part.set(value.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled === partBytes) await flush();
      }
      onPending(filled);
    }
  } finally {
    reader.releaseLock();
    if (!full) await flush();
  }
}
