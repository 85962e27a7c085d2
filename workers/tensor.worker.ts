import plain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createTensorWorker } from './tensor/tensorWorker.ts';

serveWorker(
  createTensorWorker({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': simd, // tfjs wants all three named; threads are off, see nets/device/backend.ts
  }),
);
