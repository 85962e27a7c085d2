import type { ByteSource } from '../bytes/byteSource.ts';
import { fewAtOnce } from './fewAtOnce.ts';
import { checkListed } from './hosts.ts';
import { type Patience, patientFetch, type RemoteAnswer, type RemoteRequest } from './patientFetch.ts';
import { RemoteError } from './remoteError.ts';
import type { RemoteFile, RemoteShelf } from './remoteShelf.ts';

/** Bytes asked for and kept together: the columns of a row group without its pictures take about as many. */
export const remoteBlockBytes = 2 ** 16;
const blocksAtOnce = 64; // one request brings at most so many: 4 MiB, and a broken one costs no more
const requestsAtOnce = 4; // a browser queues more than six of one host, where their patience would run out

/** A file on another host. */
interface RemoteAddress extends RemoteRequest {
  /** Its length, where a list told it: needed where the host hides what part of how much it sends. */
  byteLength?: number;
}

/**
 * Bytes of a file on another host of the list, by plain Range requests, each byte once: blocks are kept on the shelf. A host
 * that answers with the whole file, or hides how long it is, is asked for all of it once.
 *
 * @throws RemoteError with a sentence; UnreadableError where the host is not on the list
 */
export async function remoteBytes(
  address: RemoteAddress,
  shelf: RemoteShelf,
  patience: Patience = {},
): Promise<ByteSource> {
  const { url, name } = address;
  checkListed(url);
  const coming = new Map<number, Promise<ArrayBuffer>>(); // blocks being fetched
  const inLine = fewAtOnce(requestsAtOnce);
  const file = (await shelf.file(url)) ?? (await begin(address, shelf, patience));

  async function blocks(first: number, last: number): Promise<ArrayBuffer[]> {
    const found = new Map<number, Promise<ArrayBuffer> | ArrayBuffer>();
    const missing: number[] = [];
    for (let index = first; index <= last; index++) {
      const held = coming.get(index) ?? (await shelf.block(url, index));
      if (held) found.set(index, held);
      else missing.push(index);
    }
    const unasked = missing.filter(index => {
      const asked = coming.get(index); // perhaps by another call, while the shelf was looked through
      if (asked) found.set(index, asked);
      return !asked;
    });
    for (const run of runsOf(unasked)) {
      const asked = inLine(() => fetchRun(run)).catch(error => {
        for (const index of run) coming.delete(index); // the next call asks again
        throw error;
      });
      for (const [i, index] of run.entries()) {
        const own = asked.then(all => all[i]);
        own.catch(() => {}); // whoever waits for it is told
        coming.set(index, own);
        found.set(index, own);
      }
    }
    const wanted: Promise<ArrayBuffer>[] = [];
    for (let index = first; index <= last; index++) wanted.push(Promise.resolve(found.get(index)!));
    return Promise.all(wanted);
  }

  let shortcut = url; // where the last redirect led: the hub's are signed for an hour, and asking it each time doubles every wait
  async function askFor(range: { start: number; end: number }): Promise<RemoteAnswer> {
    try {
      const answer = await patientFetch({ ...address, url: shortcut, range }, patience);
      shortcut = answer.url;
      return answer;
    } catch (error) {
      if (shortcut === url || !(error instanceof RemoteError)) throw error;
      shortcut = url;
      return patientFetch({ ...address, range }, patience);
    }
  }

  /** A run of neighbouring blocks in one request, kept. */
  async function fetchRun(run: readonly number[]): Promise<ArrayBuffer[]> {
    const start = run[0] * remoteBlockBytes;
    const end = Math.min(file.byteLength, (run.at(-1)! + 1) * remoteBlockBytes);
    const answer = await askFor({ start, end });
    if (isAnother(answer, file)) {
      await shelf.remove(url);
      throw new RemoteError(
        { kind: 'wrong', what: 'it has changed since it was opened; open it again' },
        address,
      );
    }
    if (answer.status !== 206) {
      if (answer.bytes.length !== file.byteLength) throw wrongLength(answer, file.byteLength);
      await keepAll(answer.bytes, url, shelf);
      for (const index of run) coming.delete(index);
      return run.map(index => blockIn(answer.bytes, index));
    }
    if (answer.bytes.length !== end - start) throw wrongLength(answer, end - start);
    const parts = run.map((_, i) => blockIn(answer.bytes, i));
    await shelf.keep(url, run[0], parts);
    for (const index of run) coming.delete(index); // from here on the shelf has it
    return parts;
  }

  const wrongLength = (answer: RemoteAnswer, wanted: number) =>
    new RemoteError({ kind: 'wrong', what: `${answer.bytes.length} bytes instead of ${wanted}` }, address);

  return {
    name,
    byteLength: file.byteLength,
    async slice(from, to = file.byteLength) {
      const start = Math.min(file.byteLength, from < 0 ? Math.max(0, file.byteLength + from) : from);
      const end = Math.min(file.byteLength, Math.max(start, to));
      if (end === start) return new ArrayBuffer(0);
      const first = Math.floor(start / remoteBlockBytes);
      const bytes = new Uint8Array(end - start);
      const held = await blocks(first, Math.floor((end - 1) / remoteBlockBytes));
      for (const [i, block] of held.entries()) {
        const blockStart = (first + i) * remoteBlockBytes;
        const skipped = Math.max(0, start - blockStart);
        const part = new Uint8Array(block, skipped, Math.min(block.byteLength, end - blockStart) - skipped);
        bytes.set(part, blockStart + skipped - start);
      }
      return bytes.buffer;
    },
  };
}

/** The first request: how long the file is, and its first block. */
async function begin(address: RemoteAddress, shelf: RemoteShelf, patience: Patience): Promise<RemoteFile> {
  const { url } = address;
  const answer = await patientFetch({ ...address, range: { start: 0, end: remoteBlockBytes } }, patience);
  const etag = answer.headers.get('ETag');
  const told = /^bytes 0-\d+\/(\d+)$/.exec(answer.headers.get('Content-Range') ?? '')?.[1];
  const byteLength = told === undefined ? address.byteLength : Number(told); // browsers hide the header where the host does not expose it
  if (answer.status === 206 && byteLength !== undefined) {
    if (answer.bytes.length !== Math.min(byteLength, remoteBlockBytes)) {
      const what = `${answer.bytes.length} bytes instead of ${Math.min(byteLength, remoteBlockBytes)}`;
      throw new RemoteError({ kind: 'wrong', what }, address);
    }
    const file = { url, byteLength, etag };
    await shelf.begin(file);
    await shelf.keep(url, 0, [answer.bytes.buffer]);
    return file;
  }
  const whole =
    answer.status === 206 ? await patientFetch({ ...address, range: undefined }, patience) : answer;
  const file = { url, byteLength: whole.bytes.length, etag: whole.headers.get('ETag') };
  await shelf.begin(file);
  await keepAll(whole.bytes, url, shelf);
  return file;
}

async function keepAll(bytes: Uint8Array<ArrayBuffer>, url: string, shelf: RemoteShelf): Promise<void> {
  const count = Math.ceil(bytes.length / remoteBlockBytes);
  const blocks = Array.from({ length: count }, (_, index) => blockIn(bytes, index));
  await shelf.keep(url, 0, blocks);
}

function blockIn(bytes: Uint8Array<ArrayBuffer>, index: number): ArrayBuffer {
  return bytes.slice(index * remoteBlockBytes, (index + 1) * remoteBlockBytes).buffer;
}

function isAnother({ headers }: RemoteAnswer, { etag }: RemoteFile): boolean {
  const now = headers.get('ETag');
  return now !== null && etag !== null && now !== etag;
}

/** Neighbouring numbers together, at most {@link blocksAtOnce}. @param indices ascending */
function runsOf(indices: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const index of indices) {
    const last = runs.at(-1);
    if (last && last.at(-1) === index - 1 && last.length < blocksAtOnce) last.push(index);
    else runs.push([index]);
  }
  return runs;
}
