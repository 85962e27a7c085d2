import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { documentHeaders } from './scripts/headers.mjs';

export default defineConfig({
  base: './',
  plugins: [react()],
  // deck.gl without its WebGPU shaders, which the map does not use: 25 kB less before the map is drawn.
  resolve: { conditions: ['visgl:webgl-only', ...defaultClientConditions] },
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 2000 },
  server: { headers: documentHeaders({ development: true }) },
  preview: { headers: documentHeaders() },
  optimizeDeps: {
    // These carry their own .wasm beside them; pre-bundling would lose it.
    exclude: ['@jsquash/jpeg', '@jsquash/png', '@jsquash/webp'],
  },
});
