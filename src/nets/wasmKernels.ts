import * as tf from '@tensorflow/tfjs-core';
import { type NetworkKernels, networkKernels } from '../kernels/networkKernels.ts';

/** What we use of tfjs's WASM backend that its types do not tell. */
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
 * Runs a kernel on tensors where they lie. It has no gradient: a network that is to be trained is built from tfjs's own
 * operations.
 *
 * @param run gets the inputs' addresses in the order given and that of the output
 * @returns the output, or undefined if the current backend is not WASM: then the caller asks tfjs
 */
export function runOnWasm<Rank extends tf.Rank>(
  shape: tf.ShapeMap[Rank],
  inputs: readonly tf.Tensor[],
  run: (kernels: NetworkKernels, inputs: number[], output: number) => void,
): tf.Tensor<Rank> | undefined {
  const kernels = currentKernels();
  if (!kernels) return undefined;
  const backend = tf.backend() as unknown as WasmBackend;
  const output = backend.makeOutput(shape, 'float32');
  const addressOf = ({ dataId }: tf.TensorInfo) => backend.dataIdMap.get(dataId).memoryOffset;
  run(kernels, inputs.map(addressOf), addressOf(output));
  return tf.engine().makeTensorFromTensorInfo(output) as tf.Tensor<Rank>;
}
