import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { besidePeer } from '../command/besidePeer.ts';
import { runPeer } from '../command/runPeer.ts';

/** One training step of ViT-micro, batch 32. */
interface VitStepFigure {
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
  torchVersion: string;
  processor: string;
}

/** What a process tells of itself. */
export interface VitStepRun {
  seconds: number[];
  processorSeconds: number[];
  version?: string;
}

const batch = 32;
const rounds = 3; // in turns, for the machine does other things too
const stepsARound = 5;

/** The network that Fine-tune trains from nothing, on WASM beside PyTorch on one thread. */
export async function measureVitStep(): Promise<VitStepFigure> {
  const [ours, torch]: VitStepRun[][] = [[], []];
  const numbers = [batch, stepsARound].map(String);
  for (let round = 0; round < rounds; round++) {
    ours.push(runPeer(process.execPath, ['--import', 'tsx', beside('vitStepOurs.ts'), ...numbers]));
    torch.push(runPeer('python3', [beside('../peers/vitStepPeer.py'), ...numbers]));
    const told = [ours[round], torch[round]].map(each => each.seconds.map(s => s.toFixed(3)).join(', '));
    console.error(`round ${round + 1} of ${rounds}: ours ${told[0]} s, PyTorch ${told[1]} s`);
  }
  return {
    ...besidePeer(ours, torch),
    timed: rounds * stepsARound,
    batch,
    torchVersion: torch[0].version ?? '',
    processor: cpus()[0].model,
  };
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
