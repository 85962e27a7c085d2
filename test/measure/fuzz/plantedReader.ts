/** A reading process that ends badly at three of its five mutations, each in a way of its own. */
import type { ReadingMessage, ReadingRequest } from '../../../measure/fuzz/readMutations.ts';

const say = (message: ReadingMessage) => process.send?.(message);
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));

process.on('message', async ({ from, to }: ReadingRequest) => {
  say({ kind: 'ready' });
  for (let mutation = from; mutation < to; mutation++) {
    say({ kind: 'begin', mutation });
    await pause(20);
    if (mutation === 1) process.exit(1); // as where memory runs out
    if (mutation === 2) {
      const eaten = new Uint8Array(500e6).fill(1);
      await pause(200);
      say({ kind: 'end', mutation, ending: 'same', processorMs: 220, why: String(eaten.length) });
    } else if (mutation === 3)
      say({ kind: 'end', mutation, ending: 'wrong', processorMs: 20, why: 'other rows' });
    else if (mutation === 4) say({ kind: 'end', mutation, ending: 'refused', processorMs: 1500 });
    else say({ kind: 'end', mutation, ending: 'same', processorMs: 20 });
  }
  say({ kind: 'finished' });
  process.disconnect();
});
