import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { besidePeer } from '../command/besidePeer.ts';
import { runPeer } from '../command/runPeer.ts';

/** One training step of a clustering network, batch 64, under the mixture. */
interface ClustersStepFigure {
  /** Least seconds of all timed. */
  oursSeconds: number;
  torchSeconds: number;
  /** Ours over PyTorch's. */
  ratio: number;
  /** Least seconds of processor time, which other work on the machine disturbs less. */
  processorSeconds: { ours: number; torch: number; ratio: number };
  /** Steps timed of each. */
  timed: number;
  batch: number;
  sidePx: number;
  torchVersion: string;
  processor: string;
}

/** What a process tells of itself. */
export interface ClustersStepRun {
  seconds: number[];
  processorSeconds: number[];
  version?: string;
}

const [batch, sidePx] = [64, 64];
const rounds = 3; // in turns, for the machine does other things too
const stepsARound = 6;

/** The network that `npm run clusters` trains on pixels, on WASM beside PyTorch on one thread. */
export async function measureClustersStep(): Promise<ClustersStepFigure> {
  const [ours, torch]: ClustersStepRun[][] = [[], []];
  const numbers = [batch, sidePx, stepsARound].map(String);
  for (let round = 0; round < rounds; round++) {
    ours.push(runPeer(process.execPath, ['--import', 'tsx', beside('clustersStepOurs.ts'), ...numbers]));
    torch.push(runPeer('python3', [beside('../peers/clustersStepPeer.py'), ...numbers]));
    const told = [ours[round], torch[round]].map(each => each.seconds.map(s => s.toFixed(3)).join(', '));
    console.error(`round ${round + 1} of ${rounds}: ours ${told[0]} s, PyTorch ${told[1]} s`);
  }
  return {
    ...besidePeer(ours, torch),
    timed: rounds * stepsARound,
    batch,
    sidePx,
    torchVersion: torch[0].version ?? '',
    processor: cpus()[0].model,
  };
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
