import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import type { OnnxModel } from '../../bake/onnx/onnxGraph.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { embedPixels } from '../../src/nets/encoders/embedder.ts';
import type { Encoder } from '../../src/nets/encoders/encoder.ts';

const sameWithin = 1e-4; // relative L2: 32-bit rounding in two orders of summing
const tellsWithin = 1e-3; // relative L2 two different images must differ by, else agreeing would prove nothing

/** Galaxies a second on WASM, one thread each, on the same weights and pixels. */
export interface RaceResult {
  ours: number;
  onnxruntime: number;
  /** ours / onnxruntime */
  ratio: number;
  sidePx: number;
  batch: number;
  /** Relative L2 difference of the two sets of representations. */
  difference: number;
}

interface Race {
  /** Built after {@link startOurs}; disposed here. */
  encoder: Encoder;
  /** The same network; where there are several ways to write it, the peer's fastest counts. */
  peers: OnnxModel[];
  sidePx: number;
  /** Images at a time. */
  batch: number;
  /** Odd, for a median. */
  repeats: number;
}

/** Makes tfjs's WASM the current backend. */
export async function startOurs(): Promise<void> {
  setWasmPaths(
    new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url).pathname,
  );
  if (!(await tf.setBackend('wasm'))) throw new Error('need tfjs’s WASM backend to start; it did not');
}

/**
 * Ours against onnxruntime-web, in turn so that a busy moment hits all. Both take 8-bit pixels and give float
 * representations: conversion, upload and download are timed with the network.
 *
 * @throws Error if the representations differ, or do not depend on the image
 */
export async function raceOnnx({ encoder, peers, sidePx, batch, repeats }: Race): Promise<RaceResult> {
  const random = createRandom(1);
  const pixels = Uint8Array.from({ length: batch * sidePx * sidePx * 3 }, () => random.integer(256));
  pixels.fill(0, 0, pixels.length / batch / 2); // the first image half black: it must look different from the rest
  const sessions = [];
  ort.env.wasm.numThreads = 1; // as tfjs in Node, and in the app
  for (const { bytes } of peers) {
    sessions.push(
      await ort.InferenceSession.create(bytes, {
        executionProviders: ['wasm'],
        graphOptimizationLevel: 'all',
      }),
    );
  }
  const ours = () => embedPixels(encoder, pixels, sidePx);
  const theirs = sessions.map((session, i) => async () => {
    const images = new ort.Tensor('float32', channelsFirst(pixels, sidePx), [batch, 3, sidePx, sidePx]);
    return (await session.run({ images }))[peers[i].outputName].data as Float32Array;
  });

  const values = await ours(); // these also warm both up
  let difference = 0;
  for (const run of theirs) difference = Math.max(difference, relativeDifference(values, await run()));
  if (!(difference <= sameWithin)) {
    throw new Error(`need the same representation from both; got a relative difference of ${difference}`);
  }
  const { dimension } = encoder;
  const apart = relativeDifference(values.subarray(0, dimension), values.subarray(dimension, 2 * dimension));
  if (batch > 1 && !(apart >= tellsWithin)) {
    throw new Error(`need weights that tell two images apart; got a relative difference of ${apart}`);
  }
  const seconds = [ours, ...theirs].map(() => [] as number[]);
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [i, run] of [ours, ...theirs].entries()) seconds[i].push(await secondsOf(run));
  }
  encoder.dispose();
  for (const session of sessions) await session.release();
  const [oursRate, ...peerRates] = seconds.map(
    times => batch / times.sort((a, b) => a - b)[(repeats - 1) / 2],
  );
  const onnxruntime = Math.max(...peerRates);
  return { ours: oursRate, onnxruntime, ratio: oursRate / onnxruntime, sidePx, batch, difference };
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** (n, side, side, 3) 8-bit → (n, 3, side, side), 0–1: onnxruntime's layout. */
function channelsFirst(pixels: Uint8Array, sidePx: number): Float32Array {
  const plane = sidePx * sidePx;
  const values = new Float32Array(pixels.length);
  for (let image = 0, from = 0; from < pixels.length; image++) {
    for (let at = 0; at < plane; at++) {
      for (let c = 0; c < 3; c++) values[(image * 3 + c) * plane + at] = pixels[from++] / 255;
    }
  }
  return values;
}

function relativeDifference(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let length = 0;
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2;
    length += b[i] ** 2;
  }
  return Math.sqrt(difference / length);
}
