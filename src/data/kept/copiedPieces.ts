import type { Piece } from './keptShelf.ts';
import type { FreshPiece } from './pieces.ts';

const turnBytes = 2 ** 22; // copied in about two milliseconds, in which the page answers nobody

/**
 * The bytes of arrays, copied for the database. What takes longer than a moment is copied in turns, so that the page answers in
 * between: a million galaxies have 250 MB.
 *
 * @param nextTurn resolves once what waits has had its turn. Default: after the tasks that wait now
 */
export async function copiedPieces(
  fresh: readonly FreshPiece[],
  nextTurn: () => Promise<void> = afterWaitingTasks,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  let copied = 0; // bytes, in this turn
  for (const { name, numbers } of fresh) {
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    const parts: Blob[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (copied >= turnBytes) {
        await nextTurn();
        copied = 0;
      }
      const part = bytes.subarray(at, at + turnBytes - copied);
      parts.push(new Blob([isShared(part) ? part.slice() : (part as Uint8Array<ArrayBuffer>)])); // a Blob takes no memory that workers share
      at += part.length;
      copied += part.length;
    }
    pieces.push({ name, bytes: new Blob(parts) });
  }
  return pieces;
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
