import * as tf from '@tensorflow/tfjs-core';
import { type NetworkKernels, networkKernels } from '../../kernels/networkKernels.ts';

/** What we use of tfjs's WASM backend beyond its declared types. */
interface WasmBackend {
  wasm: { asm?: { memory?: unknown } };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: 'float32'): tf.TensorInfo;
}

const known = new WeakMap<object, NetworkKernels | undefined>();

/** Our kernels on the memory of tfjs's WASM backend; undefined on other backends and where they cannot run. */
function currentKernels(): NetworkKernels | undefined {
  if (tf.getBackend() !== 'wasm') return undefined;
  const backend = tf.backend() as unknown as WasmBackend;
  if (!known.has(backend)) {
    const memory = backend.wasm.asm?.memory;
    known.set(backend, memory instanceof WebAssembly.Memory ? networkKernels(memory) : undefined);
  }
  return known.get(backend);
}

/**
 * Runs a kernel directly on tensors in tfjs's memory. It has no gradient: trainable layers compute theirs with the
 * kernels of backwardKernels.ts.
 *
 * @param shape of the output
 * @param run gets the inputs' addresses in bytes, in order, and that of the output
 * @returns the output, or undefined if the current backend is not WASM: the caller then uses tfjs
 */
export function runOnWasm<Rank extends tf.Rank>(
  shape: tf.ShapeMap[Rank],
  inputs: readonly tf.Tensor[],
  run: (kernels: NetworkKernels, inputs: number[], output: number) => void,
): tf.Tensor<Rank> | undefined {
  if (!currentKernels()) return undefined;
  const backend = tf.backend() as unknown as WasmBackend;
  const output = tf
    .engine()
    .makeTensorFromTensorInfo(backend.makeOutput(shape, 'float32')) as tf.Tensor<Rank>;
  changeOnWasm([...inputs, output], (kernels, addresses) =>
    run(kernels, addresses.slice(0, -1), addresses[inputs.length]),
  );
  return output;
}

/**
 * Runs kernels that read and change tensors in place. No one else may use the tensors that are changed.
 *
 * @param run gets the tensors' addresses in bytes, in order
 * @returns false if the current backend is not WASM: then nothing was done
 */
export function changeOnWasm(
  tensors: readonly tf.Tensor[],
  run: (kernels: NetworkKernels, addresses: number[]) => void,
): boolean {
  const kernels = currentKernels();
  if (!kernels) return false;
  const backend = tf.backend() as unknown as WasmBackend;
  run(
    kernels,
    tensors.map(({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset),
  );
  return true;
}
