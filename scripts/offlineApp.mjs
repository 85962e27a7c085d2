import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentHeaders } from './headers.mjs';

/** Files that only some visits need, and large: kept once they were used. */
const keptOnceUsed = [/^models\/(?!galaxy\.)/, /^prototypes\//, /^clusters\//];
/** What no page fetches. */
const neverFetched = [/^offline\.js$/, /^THIRD-PARTY/, /\.map$/];

/**
 * A Vite plugin that builds the service worker `offline.js` beside the app, once the app is built, with the list of the app's
 * files and their hashes: with it the app opens without a network.
 */
export function offlineApp() {
  /** @type {string} */
  let outFolder;
  return {
    name: 'offline-app',
    apply: /** @type {const} */ ('build'),
    /** @param {{ root: string, build: { outDir: string } }} config */
    configResolved({ root, build }) {
      outFolder = join(root, build.outDir);
    },
    async closeBundle() {
      if (!existsSync(join(outFolder, 'index.html'))) return; // the build failed
      const { build } = await import('vite'); // here, because the configuration of Vite imports this file
      const builtApp = { files: appFiles(outFolder), headers: documentHeaders() };
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: { builtApp: JSON.stringify(builtApp), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir: outFolder,
          emptyOutDir: false,
          target: 'es2023',
          license: { fileName: 'THIRD-PARTY-offline.md' },
          lib: {
            entry: fileURLToPath(new URL('../workers/offline/offline.serviceWorker.ts', import.meta.url)),
            formats: ['iife'], // not every browser runs modules as service workers
            name: 'offline',
            fileName: () => 'offline.js',
          },
        },
      });
    },
  };
}

/** The files of a built app, relative to its folder, with the hashes of their contents. @param {string} folder */
export function appFiles(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(path => !neverFetched.some(pattern => pattern.test(path)))
    .sort();
  const files = paths.map(url => ({
    url,
    revision: url.startsWith('assets/') ? null : hashOf(join(folder, url)),
  }));
  const isUsed = file => keptOnceUsed.some(pattern => pattern.test(file.url));
  return { kept: files.filter(file => !isUsed(file)), used: files.filter(isUsed) };
}

/** @param {string} path */
function hashOf(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}
