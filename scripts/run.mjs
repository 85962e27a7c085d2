/** `node scripts/run.mjs FILE.ts ARGS…`: installs packages if needed, then runs one of the project's TypeScript programs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensureInstalled.mjs';

ensureInstalled();
const [file, ...rest] = process.argv.slice(2);
const program = fileURLToPath(new URL(`../${file}`, import.meta.url));
const { status, signal } = spawnSync(process.execPath, ['--import', 'tsx', program, ...rest], {
  stdio: 'inherit',
});
process.exit(signal ? 1 : (status ?? 1));
