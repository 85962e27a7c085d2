import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { documentHeaders } from './scripts/headers.mjs';
import { offlineApp } from './scripts/offlineApp.mjs';
import { withoutLoaders } from './scripts/withoutLoaders.mjs';
import { withoutRowFilters } from './scripts/withoutRowFilters.mjs';
import { withoutWgsl } from './scripts/withoutWgsl.mjs';

export default defineConfig({
  base: './',
  plugins: [react(), withoutLoaders(), withoutWgsl(), offlineApp()],
  // deck.gl without its WebGPU shaders, which the map does not use: 25 kB less before the map is drawn.
  resolve: { conditions: ['visgl:webgl-only', ...defaultClientConditions] },
  worker: { format: 'es', plugins: () => [withoutRowFilters()] },
  build: { target: 'es2023', chunkSizeWarningLimit: 2000, license: { fileName: 'THIRD-PARTY.md' } },
  server: { headers: documentHeaders({ development: true }) },
  preview: { headers: documentHeaders() },
  optimizeDeps: {
    // Met only once a worker loads its job: found that late, they would make the page (or a test) reload.
    include: [
      'comlink',
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      'hyparquet',
      'hyparquet/src/column.js',
      'hyparquet/src/convert.js',
      'hyparquet/src/datapage.js',
      'hyparquet/src/delta.js',
      'hyparquet/src/schema.js',
      'hyparquet-compressors',
      'papaparse',
      'jpeg-js/lib/decoder.js',
    ],
    // These carry their own .wasm beside them; pre-bundling would lose it.
    exclude: ['@jsquash/jpeg', '@jsquash/png', '@jsquash/webp'],
  },
});
