/**
 * The process in which damaged files are read, so that one that runs for ever or eats memory can be ended. It is told a
 * reader and a range of mutations, and says of each that it begins and how it ended.
 */
import { fuzzedReaders } from './fuzzedReaders.ts';
import { type Ending, endingOf, mutationOf } from './mutationEnding.ts';

/** What the parent process sends first, and once: which mutations of which file this process is to read. */
export interface ReadingRequest {
  reader: string;
  seed: number;
  /** Mutations [from, to). */
  from: number;
  to: number;
}

/** What comes back. A mutation is named before it is read, so that the parent knows which one hung or crashed. */
export type ReadingMessage =
  | { kind: 'ready' }
  | { kind: 'begin'; mutation: number }
  | { kind: 'end'; mutation: number; ending: Ending; processorMs: number; why?: string }
  | { kind: 'finished' };

const say = (message: ReadingMessage) => process.send?.(message);

async function read({ reader, seed, from, to }: ReadingRequest): Promise<void> {
  const fuzzed = fuzzedReaders[reader];
  const original = await fuzzed.make();
  const whole = await fuzzed.read(original);
  say({ kind: 'ready' });
  for (let mutation = from; mutation < to; mutation++) {
    const bytes = mutationOf(original, seed, mutation);
    say({ kind: 'begin', mutation });
    const before = process.cpuUsage(); // of the clock, a machine with other work to do takes seconds for anything
    const { ending, why } = await endingOf(fuzzed, bytes, whole.facts);
    const { user, system } = process.cpuUsage(before);
    say({ kind: 'end', mutation, ending, processorMs: (user + system) / 1000, why });
  }
  say({ kind: 'finished' });
}

process.on('message', (request: ReadingRequest) => {
  read(request).then(
    () => process.disconnect(),
    error => {
      console.error(error);
      process.exit(1);
    },
  );
});
