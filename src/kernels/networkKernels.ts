import { type BackwardKernels, backwardCode } from './backwardKernels.ts';
import { depthwiseCode } from './depthwise.ts';
import { gatedActivationCode } from './gatedActivation.ts';
import { gatherTapsCode } from './gatherTaps.ts';
import { layerNormCode } from './layerNorm.ts';
import { scaleChannelsCode } from './scaleChannels.ts';
import { assembleModule } from './wasmAssembler.ts';

/** The inner loops that tfjs's WASM backend is slow at or lacks. Every argument but ε is an address in bytes or a count. */
export interface NetworkKernels extends BackwardKernels {
  gelu(x: number, y: number, count: number): void;
  silu(x: number, y: number, count: number): void;
  layerNorm(
    x: number,
    scale: number,
    shift: number,
    y: number,
    rows: number,
    channels: number,
    epsilon: number,
  ): void;
  depthwise(
    x: number,
    filter: number,
    bias: number,
    y: number,
    height: number,
    width: number,
    channels: number,
  ): void;
  scaleChannels(x: number, gate: number, y: number, pixels: number, channels: number): void;
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
