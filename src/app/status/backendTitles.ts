import type { BackendName } from '../../contracts/tensor.ts';

/** Backends as people know them. */
export const backendTitles: Record<BackendName, string> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };
