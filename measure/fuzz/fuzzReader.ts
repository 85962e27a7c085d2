import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ending } from './mutationEnding.ts';
import type { ReadingMessage } from './readMutations.ts';

const ownScript = fileURLToPath(new URL('readMutations.ts', import.meta.url));
const slowMs = 1000; // of processor time: a person waits no longer for a refusal
const hangMs = 10_000; // ended then: no need to know how long it would have taken
const mostExtraMb = 300;
const watchMs = 25;

/** How the mutations of one reader's file ended, in numbers of files. */
export interface FuzzCounts extends Record<Ending, number> {
  /** Read or refused right, but after more than a second of processor time. */
  slow: number;
  /** Took more than 300 MB beyond what reading the healthy file took. */
  fat: number;
  /** Ended with its process, or had to be ended. */
  stuck: number;
}

/** A mutation that did not end as it should, to be made again by seed and number. */
export interface FuzzFault {
  mutation: number;
  why: string;
}

/**
 * Reads damaged copies of a reader's file in processes of their own.
 *
 * @param count mutations, numbered from 0; each follows from seed and number
 * @param script that reads them in a process of its own
 */
export async function fuzzReader(
  reader: string,
  seed: number,
  count: number,
  script = ownScript,
): Promise<{ counts: FuzzCounts; faults: FuzzFault[] }> {
  const counts: FuzzCounts = {
    same: 0,
    refused: 0,
    told: 0,
    changed: 0,
    wrong: 0,
    slow: 0,
    fat: 0,
    stuck: 0,
  };
  const faults: FuzzFault[] = [];
  const fault = (kind: 'wrong' | 'slow' | 'fat' | 'stuck', mutation: number, why: string) => {
    counts[kind]++;
    faults.push({ mutation, why });
  };
  for (let from = 0; from < count; ) from = await readFrom(from);
  return { counts, faults };

  /** @returns the mutation to go on with: the end, or the one after that which ended the process */
  function readFrom(from: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const child = fork(script, [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 2, 2, 'ipc'] });
      let present: { mutation: number; beganMs: number; peakMb: number } | null = null;
      let baseMb = 0;
      let ready = false;
      let finished = false;
      let ended: string | null = null;
      const end = (why: string) => {
        ended = why;
        child.kill('SIGKILL');
      };
      const watch = setInterval(() => {
        if (!present) return;
        present.peakMb = Math.max(present.peakMb, residentMb(child.pid) - baseMb);
        if (performance.now() - present.beganMs > hangMs) end(`took more than ${hangMs / 1000} s`);
        else if (present.peakMb > 4 * mostExtraMb) end(`took ${Math.round(present.peakMb)} MB`);
      }, watchMs);
      child.on('message', (message: ReadingMessage) => {
        if (message.kind === 'ready') {
          ready = true;
        } else if (message.kind === 'finished') finished = true;
        else if (message.kind === 'begin') {
          baseMb = residentMb(child.pid); // what earlier mutations left does not count
          present = { mutation: message.mutation, beganMs: performance.now(), peakMb: 0 };
        } else {
          const { mutation, ending, processorMs, why } = message;
          if (present && present.peakMb > mostExtraMb)
            fault('fat', mutation, `${Math.round(present.peakMb)} MB`);
          else if (processorMs > slowMs) fault('slow', mutation, `${Math.round(processorMs)} ms`);
          else if (ending === 'wrong') fault('wrong', mutation, why ?? '');
          else counts[ending]++;
          present = null;
        }
      });
      child.on('exit', () => {
        clearInterval(watch);
        if (finished) return resolve(count);
        if (!ready || !present) return reject(new Error(`${reader}: its healthy file could not be read`));
        fault('stuck', present.mutation, ended ?? 'ended the process');
        resolve(present.mutation + 1);
      });
      child.send({ reader, seed, from, to: count });
    });
  }
}

/** Resident memory of a process; 0 where the system does not tell, or it has ended. */
function residentMb(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4096) / 1e6;
  } catch {
    return 0;
  }
}
