/** Tells whether dist/ was built from the present sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files and folders that the build reads. */
const built = [
  'src',
  'workers',
  'public',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/headers.mjs',
  'scripts/hosts.mjs',
  'scripts/offlineApp.mjs',
  'scripts/withoutLoaders.mjs',
  'scripts/withoutRowFilters.mjs',
  'scripts/withoutWgsl.mjs',
];

/**
 * Whether the app has to be built: there is none, or something it was built from has changed since.
 *
 * @param {string} root where dist/ and the sources are
 */
export function needsBuild(root) {
  const page = join(root, 'dist/index.html'); // written by every build
  if (!existsSync(page)) return true;
  const builtMs = statSync(page).mtimeMs;
  return built.some(each => newestMs(join(root, each)) > builtMs);
}

/** When a file, or the newest entry of a folder, was last changed; a folder changes when something in it is removed. */
function newestMs(path) {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    own.mtimeMs,
  );
}
