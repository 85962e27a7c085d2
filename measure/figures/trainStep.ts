import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from '../../src/maths/statistics/losses/crossEntropy.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { lite0 } from '../../src/nets/encoders/efficientNet.ts';
import { createAdamW } from '../../src/nets/training/adamW.ts';
import { learningRates } from '../../src/nets/training/learningRates.ts';
import { randomWeights } from '../../src/nets/training/randomWeights.ts';
import { createTrainableEfficientNet } from '../../src/nets/training/trainableEfficientNet.ts';
import { createTrainableHead } from '../../src/nets/training/trainableHead.ts';
import { shippedLayout } from '../sources/shippedLayout.ts';
import { median } from '../statistics/median.ts';

interface TrainStepFigure {
  /** One step: forward, backward, AdamW. The least of all timed. */
  oursSeconds: number;
  torchSeconds: number;
  /** Ours over PyTorch's. */
  ratio: number;
  medians: { ours: number; torch: number };
  /** Least seconds of processor time, which other work on the machine disturbs less. */
  processorSeconds: { ours: number; torch: number; ratio: number };
  /** Parts of our least step: what bounds it. */
  parts: { forward: number; backward: number; optimiser: number };
  batch: number;
  sidePx: number;
  parameters: number;
  steps: number;
  torchVersion: string;
  processor: string;
}

const batch = 32;
const sidePx = 128; // what the shipped weights take
const classes = 4;
const rounds = 3; // in turns, for the machine does other things too
const stepsARound = 2;
const seed = 7;

interface Peer {
  seconds: number[];
  processorSeconds: number[];
  version: string;
}

/** A step of Lite0 with everything unfrozen on WASM beside PyTorch's on one thread of the processor, in one run. */
export async function measureTrainStep(): Promise<TrainStepFigure> {
  needTorch();
  setWasmPaths(
    fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url)),
  );
  if (!(await tf.setBackend('wasm'))) throw new Error("need tfjs's WASM backend to start; it did not");
  await tf.ready();
  const { step, parameters, dispose } = await createStep();
  const ours: Awaited<ReturnType<typeof step>>[] = [];
  const torch: number[] = [];
  const torchProcessor: number[] = [];
  let version = '';
  await step(); // packs weights, grows the memory
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < stepsARound; i++) ours.push(await step());
    const peer = torchSteps();
    torch.push(...peer.seconds);
    torchProcessor.push(...peer.processorSeconds);
    version = peer.version;
    const told = ours.slice(-stepsARound).map(({ total }) => total.toFixed(2));
    console.error(
      `round ${round + 1} of ${rounds}: ours ${told.join(', ')} s, PyTorch ${peer.seconds.map(s => s.toFixed(2)).join(', ')} s`,
    );
  }
  dispose();
  const least = ours.reduce((best, each) => (each.total < best.total ? each : best));
  const torchSeconds = Math.min(...torch);
  const { total: oursSeconds, processor: _, ...parts } = least;
  const processorSeconds = {
    ours: Math.min(...ours.map(({ processor }) => processor)),
    torch: Math.min(...torchProcessor),
  };
  return {
    oursSeconds,
    torchSeconds,
    ratio: oursSeconds / torchSeconds,
    medians: { ours: median(ours.map(({ total }) => total)), torch: median(torch) },
    processorSeconds: { ...processorSeconds, ratio: processorSeconds.ours / processorSeconds.torch },
    parts,
    batch,
    sidePx,
    parameters,
    steps: ours.length,
    torchVersion: version,
    processor: cpus()[0].model,
  };
}

async function createStep() {
  const net = createTrainableEfficientNet(randomWeights(shippedLayout('galaxy'), seed), lite0);
  const head = createTrainableHead(net.dimension, classes);
  const all = new Map([...net.parameters, ...head.parameters]);
  const rates = learningRates(net.parameters.keys(), {
    depth: 'all',
    learningRate: 1e-4,
    decay: 0.75,
    norms: true,
  });
  const wanted = new Set(rates.keys());
  for (const key of head.parameters.keys()) rates.set(key, 1e-4);
  const optimiser = createAdamW({});
  const random = createRandom(seed);
  const images = Float32Array.from({ length: batch * sidePx * sidePx * 3 }, () => random.uniform());
  const labels = Uint8Array.from({ length: batch }, (_, i) => i % classes);
  return {
    parameters: [...all.values()].reduce((sum, { variable }) => sum + variable.size, 0),
    async step() {
      const start = performance.now();
      const before = process.cpuUsage();
      const x = tf.tensor4d(images, [batch, sidePx, sidePx, 3]);
      const pass = net.forward(x, 0);
      const answer = head.forward(pass.vectors, 0, random);
      const { gradient } = softmaxCrossEntropy(
        (await answer.outputs.data()) as Float32Array,
        labels,
        classes,
      );
      const forwardEnd = performance.now();
      const { gradients, dVectors } = answer.backward(gradient, true);
      for (const [key, tensor] of pass.backward(dVectors!, wanted)) gradients.set(key, tensor);
      const backwardEnd = performance.now();
      optimiser.step(all, gradients, rates);
      const end = performance.now();
      const { user, system } = process.cpuUsage(before); // microseconds
      tf.dispose([x, pass.vectors, answer.outputs, dVectors!, ...gradients.values()]);
      const seconds = (from: number, to: number) => (to - from) / 1000;
      return {
        total: seconds(start, end),
        processor: (user + system) / 1e6,
        forward: seconds(start, forwardEnd),
        backward: seconds(forwardEnd, backwardEnd),
        optimiser: seconds(backwardEnd, end),
      };
    },
    dispose() {
      optimiser.dispose();
      head.dispose();
      net.dispose();
    },
  };
}

/** Tells before the long part, not after it, that the peer is missing. */
function needTorch(): void {
  const { status } = spawnSync('python3', ['-c', 'import torch, timm'], { stdio: 'ignore' });
  if (status !== 0) {
    throw new Error(
      "need Python's torch and timm to compare with; got none: python3 -m pip install torch timm",
    );
  }
}

function torchSteps(): Peer {
  const script = fileURLToPath(new URL('../peers/trainStepPeer.py', import.meta.url));
  const { status, stdout } = spawnSync(
    'python3',
    [script, String(batch), String(sidePx), String(stepsARound)],
    {
      stdio: ['ignore', 'pipe', 2],
      encoding: 'utf8',
      env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
    },
  );
  if (status !== 0) throw new Error('PyTorch did not finish; see the lines above');
  return JSON.parse(stdout);
}
