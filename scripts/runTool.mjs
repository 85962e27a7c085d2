/** Runs one of the tools that npm installed for the project, and shows its output. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} program its path in node_modules: `vite/bin/vite.js`
 * @param {string[]} args
 * @returns {number} its exit status; 1 if a signal ended it
 */
export function runTool(program, args) {
  const script = join(root, 'node_modules', program);
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}
