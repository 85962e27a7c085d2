import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendLap, BackendName, BackendReport } from '../../contracts/tensor.ts';
import { describeAdapter } from '../../kernels/graphicsAdapter.ts';
import { backendLongNames, reasonFor } from './backendReport.ts';
import { gpuDevice, onDevice } from './gpuDevice.ts';

/** A small network that every backend is timed with. */
interface BackendTrial {
  /** The network's output for `batch` images, flat: the same numbers on every backend, but for rounding. */
  run(batch: number): Promise<Float32Array>;
  dispose(): void;
}

/** What a race needs. */
interface RaceOptions {
  /** Builds the trial network on the current backend. */
  createTrial: () => BackendTrial;
  /** Folder of tfjs's three .wasm files with its closing slash, or the URL of each by its name. */
  wasmPaths: string | Record<string, string>;
  /** Takes this backend, whatever its speed. Default: the fastest. */
  override?: BackendName;
  /** Clock in milliseconds, from any start. */
  now: () => number;
}

const trialBatch = 8; // enough work that a GPU's fixed cost of a few milliseconds does not decide
const slowImageMs = 60; // slower than this, a single image is timed and multiplied: a backend that has lost anyway is not waited for
const repeats = 3;
const sameWithin = 1e-3; // of the largest value; WebGPU differs from the processor by 1e-6, a broken driver by far more

const startLimitMs = 30_000; // a backend that has not started by then never will, and must not block the others

let wasmPathsGiven = false;

/** tfjs accepts the paths only once, before its WASM backend starts. */
function prepareWasm(paths: RaceOptions['wasmPaths']): void {
  if (wasmPathsGiven) return;
  setWasmPaths(paths);
  // tfjs starts its threads by importing a script from a blob, which our Content-Security-Policy forbids: it would wait
  // for them forever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  wasmPathsGiven = true;
}

/**
 * Times a trial on every backend this machine can start and makes the fastest the current one. A backend whose
 * numbers differ from the processor's is rejected, however fast.
 *
 * @throws Error if the backend asked for, or every one, fails; the sentence says why
 */
export async function raceBackends({
  createTrial,
  wasmPaths,
  override,
  now,
}: RaceOptions): Promise<BackendReport> {
  prepareWasm(wasmPaths);
  const laps: BackendLap[] = [];
  let reference: Float32Array | undefined;
  for (const name of override ? [override] : (['wasm', 'webgpu', 'cpu'] as const)) {
    const hopeless = name === 'webgpu' && reference ? await softwareLap() : undefined;
    if (hopeless) {
      laps.push(hopeless);
      continue;
    }
    const bestMs = Math.min(...laps.flatMap(({ failure, milliseconds }) => (failure ? [] : [milliseconds])));
    const slowMs = name === 'cpu' ? Math.min(slowImageMs, bestMs / trialBatch) : slowImageMs; // plain code gains nothing by batches
    const { lap, values } = await runLap(name, createTrial, now, slowMs);
    if (values && reference && !isSame(values, reference)) {
      lap.milliseconds = Number.NaN;
      lap.failure = `${backendLongNames[name]} gives different numbers from the processor here.`;
    } else if (name !== 'webgpu') reference ??= values;
    laps.push(lap);
  }
  const finished = laps.filter(lap => !lap.failure).sort((a, b) => a.milliseconds - b.milliseconds);
  if (finished.length === 0) {
    const failures = laps.map(lap => lap.failure).join(' ');
    throw new Error(`need a backend that runs on this machine; got ${failures} Choose another.`);
  }
  const chosen = finished[0].name;
  await tf.setBackend(chosen);
  return { chosen, reason: reasonFor(finished, laps, override), overridden: override !== undefined, laps };
}

/** WebGPU's entry where its adapter computes on the processor: it is not timed, since WASM is ten times faster there. */
async function softwareLap(): Promise<BackendLap | undefined> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  const found = await gpu?.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null); // the lap will report why
  const { adapter, software } = describeAdapter(found?.info);
  if (!software) return undefined;
  const failure = `WebGPU would compute on the processor here (${adapter}) and was not tried.`;
  return { name: 'webgpu', milliseconds: Number.NaN, adapter, software, failure };
}

async function runLap(
  name: BackendName,
  createTrial: RaceOptions['createTrial'],
  now: () => number,
  slowMs: number,
): Promise<{ lap: BackendLap; values?: Float32Array }> {
  const lap: BackendLap = { name, milliseconds: Number.NaN };
  try {
    await startBackend(name);
    const device = gpuDevice();
    if (device) Object.assign(lap, { adapter: device.adapter, software: device.software });
    const values = await onDevice(async () => {
      const trial = createTrial();
      try {
        const values = await trial.run(1); // compiles shaders, packs weights
        const timed = async (batch: number) => {
          const start = now();
          await trial.run(batch);
          return now() - start;
        };
        const single = await timed(1);
        if (single > slowMs) lap.milliseconds = single * trialBatch;
        else {
          await trial.run(trialBatch);
          const times: number[] = [];
          for (let i = 0; i < repeats; i++) times.push(await timed(trialBatch));
          lap.milliseconds = times.sort((a, b) => a - b)[(repeats - 1) / 2];
        }
        return values;
      } finally {
        trial.dispose();
      }
    });
    return { lap, values };
  } catch (error) {
    lap.milliseconds = Number.NaN;
    lap.failure = `${backendLongNames[name]} did not run: ${error instanceof Error ? error.message : String(error)}.`;
    return { lap };
  }
}

/** Makes a backend the current one; WebGPU's code is only loaded where a browser offers it. */
async function startBackend(name: BackendName): Promise<void> {
  if (name === 'webgpu') {
    const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
    if (!gpu) throw new Error('this browser does not offer it');
    if (!(await gpu.requestAdapter())) throw new Error('there is no adapter for it');
    await import('@tensorflow/tfjs-backend-webgpu');
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not start in ${startLimitMs / 1000} s`)), startLimitMs);
  });
  try {
    if (!(await Promise.race([tf.setBackend(name), limit]))) throw new Error('it could not be started');
  } finally {
    clearTimeout(timer);
  }
}

function isSame(values: Float32Array, reference: Float32Array): boolean {
  const largest = reference.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return values.every((value, i) => Math.abs(value - reference[i]) <= sameWithin * largest); // false for NaN too
}
