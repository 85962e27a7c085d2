import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { LinearHead } from '../src/contracts/network.ts';
import type { BackendReport } from '../src/contracts/tensor.ts';
import { readWeights } from '../src/data/weights/formats/weightsFile.ts';
import { checkWeightsManifest, type WeightsManifest } from '../src/data/weights/formats/weightsManifest.ts';
import type { Weights } from '../src/maths/weights.ts';
import { raceBackends } from '../src/nets/device/backend.ts';
import { createEfficientNet } from '../src/nets/encoders/efficientNet.ts';
import type { Encoder } from '../src/nets/encoders/encoder.ts';
import { linearHeadOf } from '../src/nets/encoders/linearHead.ts';
import { createTrialNetwork } from '../src/nets/encoders/trialNetwork.ts';
import { randomWeights } from '../src/nets/training/randomWeights.ts';

const models = new URL('../public/models/', import.meta.url);
const randomSeed = 0; // the app's random baseline
const randomLayoutOf = 'imagenet';

/** A network of public/models, loaded in Node, with all that its files say of it. */
export interface NodeEncoder {
  encoder: Encoder;
  /** What it is made of. */
  weights: Weights;
  manifest: WeightsManifest;
  /** What answers questions, where the weights have it. */
  head?: LinearHead;
}

/** An encoder by the name of its weights in public/models, verified as in the app; "random" for the untrained baseline. */
export async function loadNodeEncoder(name: string): Promise<NodeEncoder> {
  const manifest = readManifest(name === 'random' ? randomLayoutOf : name);
  const weights =
    name === 'random'
      ? randomWeights(manifest.tensors, randomSeed)
      : await readWeights(manifest, new Uint8Array(readFileSync(new URL(`${name}.bin`, models))));
  const head =
    name !== 'random' && manifest.head ? linearHeadOf(weights, manifest.head, manifest.dimension) : undefined;
  const encoder = createEfficientNet(weights, manifest.network);
  return {
    encoder,
    weights,
    manifest: { ...manifest, name, ...(name === 'random' && { sha256: '' }) },
    head,
  };
}

function readManifest(name: string): WeightsManifest {
  const file = new URL(`${name}.json`, models);
  if (!/^[\w.-]+$/.test(name) || !existsSync(file)) {
    const known = readdirSync(models).flatMap(entry => /^(.+)\.json$/.exec(entry)?.[1] ?? []);
    throw new Error(`need weights in public/models (${[...known, 'random'].join(', ')}); got ${name}.`);
  }
  return checkWeightsManifest(JSON.parse(readFileSync(file, 'utf8')), `${name}.json`);
}

/** Starts WASM, or WebGPU where the package `webgpu` is installed, sees a graphics processor, and wins the race. */
export async function startNodeBackend(clock: () => number): Promise<BackendReport> {
  const wasm = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  const wasmPaths = `${dirname(wasm)}/wasm-out/`;
  return raceBackends({
    createTrial: createTrialNetwork,
    wasmPaths,
    override: (await offerWebGpu()) ? undefined : 'wasm',
    now: clock,
  });
}

/** Puts Dawn's `navigator.gpu` where a browser has its own. False where the package or a hardware adapter is missing. */
async function offerWebGpu(): Promise<boolean> {
  const optionalPackage = 'webgpu'; // a variable, for it is no dependency: whoever wants it installs it
  let dawn: { create(flags: string[]): GPU; globals: object };
  try {
    dawn = (await import(optionalPackage)) as typeof dawn;
  } catch {
    return false;
  }
  const gpu = dawn.create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  const described = `${adapter?.info.vendor} ${adapter?.info.architecture} ${adapter?.info.description}`;
  if (!adapter || /llvmpipe|swiftshader|software|basic render/i.test(described)) return false;
  Object.assign(globalThis, dawn.globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return true;
}
