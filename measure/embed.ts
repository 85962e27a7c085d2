import { readFileSync } from 'node:fs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { readWeights } from '../src/data/weightsFile.ts';
import { checkWeightsManifest } from '../src/data/weightsManifest.ts';
import { createRandom } from '../src/maths/random.ts';
import { createEfficientNet } from '../src/nets/efficientNet.ts';
import { embedPixels } from '../src/nets/embedder.ts';
import { onnxEfficientNet } from './onnxEfficientNet.ts';

const batch = 16; // ours uses it on WASM; onnxruntime is as quick with any
const repeats = 9; // odd, for a median; the two alternate so that a busy moment hits both
const sameWithin = 1e-4; // relative L2: 32-bit rounding in two orders of summing

/** Galaxies a second on WASM, one thread each: our tfjs network against onnxruntime-web on the same weights and pixels. */
export interface EmbedFigure {
  ours: number;
  onnxruntime: number;
  /** ours / onnxruntime */
  ratio: number;
  sidePx: number;
  batch: number;
  /** Relative L2 difference of the two representations. */
  difference: number;
}

/**
 * Both take 8-bit pixels and give float representations: conversion, upload and download are timed with the network.
 *
 * @param sidePx side of the images; default the side at which the shipped weights see a galaxy
 */
export async function measureEmbed(sidePx?: number): Promise<EmbedFigure> {
  const models = new URL('../public/models/', import.meta.url);
  const manifest = checkWeightsManifest(
    JSON.parse(readFileSync(new URL('imagenet.json', models), 'utf8')),
    'imagenet.json',
  );
  const weights = await readWeights(manifest, new Uint8Array(readFileSync(new URL('imagenet.bin', models))));
  const side = sidePx ?? manifest.view.sidePx;
  const random = createRandom(1);
  const pixels = Uint8Array.from({ length: batch * side * side * 3 }, () => random.integer(256));

  setWasmPaths(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url).pathname);
  if (!(await tf.setBackend('wasm'))) throw new Error('need tfjs’s WASM backend to start; it did not');
  const encoder = createEfficientNet(weights, manifest.network);
  const ours = () => embedPixels(encoder, pixels, side);

  ort.env.wasm.numThreads = 1; // as tfjs in Node
  const { bytes, outputName } = onnxEfficientNet(weights, manifest.network, side);
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['wasm'],
    graphOptimizationLevel: 'all',
  });
  const theirs = async () => {
    const images = new ort.Tensor('float32', channelsFirst(pixels, side), [batch, 3, side, side]);
    return (await session.run({ images }))[outputName].data as Float32Array;
  };

  const difference = relativeDifference(await ours(), await theirs()); // also warms both up
  if (!(difference <= sameWithin)) {
    throw new Error(`need the same representation from both; got a relative difference of ${difference}`);
  }
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let repeat = 0; repeat < repeats; repeat++) {
    seconds.ours.push(await secondsOf(ours));
    seconds.theirs.push(await secondsOf(theirs));
  }
  encoder.dispose();
  await session.release();
  const rate = (times: number[]) => batch / times.sort((a, b) => a - b)[(repeats - 1) / 2];
  const [oursRate, theirRate] = [rate(seconds.ours), rate(seconds.theirs)];
  return {
    ours: oursRate,
    onnxruntime: theirRate,
    ratio: oursRate / theirRate,
    sidePx: side,
    batch,
    difference,
  };
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
  for (let from = 0; from < pixels.length; from++) {
    const [pixel, channel] = [Math.floor(from / 3), from % 3];
    const image = Math.floor(pixel / plane);
    values[(image * 3 + channel) * plane + (pixel % plane)] = pixels[from] / 255;
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
