import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

/** `npm test` says where Chromium is; run by itself, vitest looks in the usual places, and else playwright in its own. */
const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM_PATH ?? usualPlaces.find(path => existsSync(path));
const chromiumFlags = [
  '--no-sandbox', // CI runs as root
  '--enable-unsafe-webgpu', // SwiftShader's adapter: slow and right
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  ...viteConfig,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          setupFiles: ['test/patientWaits.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/**/*.browser.test.tsx', 'test/e2e/**'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        optimizeDeps: {
          // Named here because a cold cache that finds them during a test reloads the page under it.
          include: [
            '@deck.gl/core',
            '@deck.gl/layers',
            '@mantine/core',
            '@mantine/hooks',
            '@tabler/icons-react',
            '@tanstack/react-virtual',
            'comlink',
            'd3-array',
            'd3-scale',
            'idb',
            'react-dom/client',
            'zustand',
            'zustand/vanilla',
          ],
        },
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts', 'test/**/*.browser.test.tsx'],
          setupFiles: ['test/patientWaits.ts'],
          testTimeout: 120_000,
          fileParallelism: false, // two slow cores: one page at a time
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args: chromiumFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
