import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { besidePeer } from '../command/besidePeer.ts';
import { runPeer } from '../command/runPeer.ts';

/** One outer step of trajectory matching after N student steps. */
interface DistilStepSide {
  /** Least seconds of all timed. */
  oursSeconds: number;
  torchSeconds: number;
  /** Ours over PyTorch's. */
  ratio: number;
  /** Least seconds of processor time, which other work on the machine disturbs less. */
  processorSeconds: { ours: number; torch: number; ratio: number };
  /** Largest memory that the whole process held, its libraries with it. */
  oursPeakMb: number;
  torchPeakMb: number;
  /** Steps timed of each. */
  timed: number;
}

/** Seconds and memory of an outer step, ours beside PyTorch’s. */
interface DistilStepFigure {
  /** By N. */
  '10': DistilStepSide;
  '40': DistilStepSide;
  /** Our peak at 40 over that at 10. */
  peakGrowth: number;
  sidePx: number;
  width: number;
  classes: number;
  torchVersion: string;
  processor: string;
}

/** What a process tells of itself. */
export interface DistilStepRun {
  seconds: number[];
  processorSeconds: number[];
  peakMb: number;
  version?: string;
}

const [sidePx, width, classes] = [32, 32, 8]; // one image of each of gz2-voted's eight classes
const rounds = 2; // in turns, for the machine does other things too
const stepsARound = 2;

/** The gradient by pixels and step size on WASM, beside PyTorch's double backward on one thread; every N in a process of its own. */
export async function measureDistilStep(): Promise<DistilStepFigure> {
  needTorch();
  let torchVersion = '';
  const side = (steps: number): DistilStepSide => {
    const [ours, torch]: DistilStepRun[][] = [[], []];
    for (let round = 0; round < rounds; round++) {
      ours.push(run(process.execPath, ['--import', 'tsx', beside('distilStepOurs.ts')], steps));
      torch.push(run('python3', [beside('../peers/distilStepPeer.py')], steps));
      torchVersion = torch[round].version ?? torchVersion;
      const told = [ours[round], torch[round]].map(each => each.seconds.map(s => s.toFixed(2)).join(', '));
      console.error(`N = ${steps}, round ${round + 1} of ${rounds}: ours ${told[0]} s, PyTorch ${told[1]} s`);
    }
    const peak = (runs: DistilStepRun[]) => Math.max(...runs.map(({ peakMb }) => peakMb));
    return {
      ...besidePeer(ours, torch),
      oursPeakMb: peak(ours),
      torchPeakMb: peak(torch),
      timed: rounds * stepsARound,
    };
  };
  const [ten, forty] = [side(10), side(40)];
  return {
    '10': ten,
    '40': forty,
    peakGrowth: forty.oursPeakMb / ten.oursPeakMb,
    sidePx,
    width,
    classes,
    torchVersion,
    processor: cpus()[0].model,
  };
}

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function run(program: string, first: string[], steps: number): DistilStepRun {
  return runPeer(program, [...first, ...[steps, sidePx, width, classes, stepsARound].map(String)]);
}

/** Tells before the long part, not after it, that the peer is missing. */
function needTorch(): void {
  const { status } = spawnSync('python3', ['-c', 'import torch'], { stdio: 'ignore' });
  if (status !== 0) {
    throw new Error("need Python's torch to compare with; got none: python3 -m pip install torch");
  }
}
