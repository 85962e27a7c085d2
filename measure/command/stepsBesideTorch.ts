import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { besidePeer } from './besidePeer.ts';
import { runPeer } from './runPeer.ts';

/** What a process that times steps tells on its last line. */
export interface TimedSteps {
  seconds: number[];
  processorSeconds: number[];
  /** Of PyTorch. */
  version?: string;
}

/** One training step, ours and PyTorch's, each on one thread. */
export interface StepsBesideTorch {
  /** Least seconds of all timed. */
  oursSeconds: number;
  torchSeconds: number;
  /** Ours over PyTorch's. */
  ratio: number;
  /** Least seconds of processor time, which other work on the machine disturbs less. */
  processorSeconds: { ours: number; torch: number; ratio: number };
  /** Steps timed of each. */
  timed: number;
  torchVersion: string;
  processor: string;
}

const rounds = 3; // in turns, for the machine does other things too

/**
 * Times steps on WASM beside PyTorch, each a process of its own, in turns.
 *
 * @param ours program beside measure/command, "../clusters/clustersStepOurs.ts"
 * @param torch program in measure/peers, "clustersStepPeer.py"
 * @param sizes numbers both are given, before the steps to time
 * @param stepsARound steps a process times
 */
export function stepsBesideTorch(
  ours: string,
  torch: string,
  sizes: readonly number[],
  stepsARound: number,
): StepsBesideTorch {
  const [own, peers]: TimedSteps[][] = [[], []];
  const numbers = [...sizes, stepsARound].map(String);
  for (let round = 0; round < rounds; round++) {
    own.push(runPeer(process.execPath, ['--import', 'tsx', beside(ours), ...numbers]));
    peers.push(runPeer('python3', [beside(`../peers/${torch}`), ...numbers]));
    const told = [own[round], peers[round]].map(each => each.seconds.map(s => s.toFixed(3)).join(', '));
    console.error(`round ${round + 1} of ${rounds}: ours ${told[0]} s, PyTorch ${told[1]} s`);
  }
  return {
    ...besidePeer(own, peers),
    timed: rounds * stepsARound,
    torchVersion: peers[0].version ?? '',
    processor: cpus()[0].model,
  };
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
