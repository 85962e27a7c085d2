import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds the app into dist/. @throws Error where it does not build; why is on standard error */
export function buildApp(): void {
  const build = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)), stdio: ['ignore', 2, 2] },
  );
  if (build.status !== 0) throw new Error('the app did not build; see the lines above');
}
