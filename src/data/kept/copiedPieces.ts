import type { Piece } from './keptShelf.ts';
import type { FreshPiece } from './pieces.ts';

const turnBytes = 2 ** 22; // copied in about two milliseconds, in which the page answers nobody
const waitingBytes = 2 ** 24; // copies that lie in the page's own memory until the browser has taken them

/**
 * The bytes of arrays, copied for the database. What takes longer than a moment is copied in turns, so that the page answers in
 * between: a million galaxies have 250 MB. Of these the browser is given 16 MB at a time, so that the page does not hold them twice.
 *
 * @param nextTurn resolves once what waits has had its turn. Default: after the tasks that wait now
 * @param taken resolves once the browser has the bytes of a copy in its own memory or on the disk. Default: once it can read them
 */
export async function copiedPieces(
  fresh: readonly FreshPiece[],
  nextTurn: () => Promise<void> = afterWaitingTasks,
  taken: (copy: Blob) => Promise<unknown> = lastByte,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const copyOf = createScratch();
  let copied = 0; // bytes, in this turn
  let waiting = 0; // bytes the browser may not have taken
  for (const { name, numbers } of fresh) {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    const parts: Blob[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (copied >= turnBytes) {
        await nextTurn();
        copied = 0;
      }
      const part = bytes.subarray(at, at + turnBytes - copied);
      const copy = new Blob([isShared(part) ? copyOf(part) : (part as Uint8Array<ArrayBuffer>)]); // a Blob takes no memory that workers share
      parts.push(copy);
      at += part.length;
      copied += part.length;
      waiting += part.length;
      if (waiting < waitingBytes) continue;
      await taken(copy);
      waiting = 0;
    }
    pieces.push({ name, bytes: new Blob(parts) });
  }
  return pieces;
}

/**
 * Memory for one copy after another, each of at most a turn: copies in memory of their own stay resident in Chromium (150) after
 * their Blobs have been taken, all 250 MB of them.
 */
function createScratch(): (part: Uint8Array) => Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  return part => {
    bytes ??= new Uint8Array(turnBytes);
    bytes.set(part);
    return bytes.subarray(0, part.length);
  };
}

function lastByte(copy: Blob): Promise<ArrayBuffer> {
  return copy.slice(-1).arrayBuffer();
}

function isShared({ buffer }: ArrayBufferView): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;
}

/** By a message, not a timer, which a page in the background gets once a second. */
function afterWaitingTasks(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise(resolve => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
