import { assembleModule } from './assembler/wasmAssembler.ts';
import { type BackwardKernels, backwardCode } from './backwardKernels.ts';
import { depthwiseCode } from './depthwise.ts';
import { gatedActivationCode } from './gatedActivation.ts';
import { gatherTapsCode } from './gatherTaps.ts';
import { layerNormCode } from './layerNorm.ts';
import { scaleChannelsCode } from './scaleChannels.ts';

/** The inner loops that tfjs's WASM backend is slow at or lacks. Every argument but ε is an address in bytes or a count. */
export interface NetworkKernels extends BackwardKernels {
  /** x · ½(1 + erf(x / √2)) of each number: gatedActivation.ts. */
  gelu(x: number, y: number, count: number): void;
  /** x · sigmoid(x) of each number: gatedActivation.ts. */
  silu(x: number, y: number, count: number): void;
  /** Each row to mean 0 and variance 1, scaled and shifted: layerNorm.ts. */
  layerNorm(
    x: number,
    scale: number,
    shift: number,
    y: number,
    rows: number,
    channels: number,
    epsilon: number,
  ): void;
  /** A 7 × 7 filter a channel, for one padded image: depthwise.ts. */
  depthwise(
    x: number,
    filter: number,
    bias: number,
    y: number,
    height: number,
    width: number,
    channels: number,
  ): void;
  /** Each channel times its gate: scaleChannels.ts. */
  scaleChannels(x: number, gate: number, y: number, pixels: number, channels: number): void;
  /** Each pixel a weighted sum of others: gatherTaps.ts. */
  gatherTaps(
    x: number,
    sources: number,
    weights: number,
    y: number,
    pixels: number,
    taps: number,
    channels: number,
  ): void;
}

/**
 * The kernels on a given memory.
 *
 * @param memory tfjs's; addresses are bytes in it
 * @returns undefined where WebAssembly lacks SIMD here or the memory is shared between threads
 */
export function networkKernels(memory: WebAssembly.Memory): NetworkKernels | undefined {
  const forwardCode = [
    ...gatedActivationCode,
    layerNormCode,
    depthwiseCode,
    scaleChannelsCode,
    gatherTapsCode,
  ];
  const bytes = assembleModule([...forwardCode, ...backwardCode]);
  if (!(memory.buffer instanceof ArrayBuffer) || !WebAssembly.validate(bytes)) return undefined;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  return instance.exports as unknown as NetworkKernels;
}
