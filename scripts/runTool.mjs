/** Runs one of the tools that npm installed for the project, and shows its output. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {string} program its path in node_modules: `vite/bin/vite.js`
 * @param {string[]} args
 * @returns {number} its exit status; 1 if a signal ended it
 */
export function runTool(program, args) {
  return spawnSync(process.execPath, commandOf(program, args), { cwd: root, stdio: 'inherit' }).status ?? 1;
}

/**
 * Runs a tool beside others, and keeps what it says until it ends.
 *
 * @param {string} program its path in node_modules
 * @param {string[]} args
 * @returns {Promise<{ status: number, output: string }>} its exit status, 1 if a signal ended it; and what it printed
 */
export function runToolAside(program, args) {
  const child = spawn(process.execPath, commandOf(program, args), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', text => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve({ status: status ?? 1, output }));
  });
}

function commandOf(program, args) {
  return [join(root, 'node_modules', program), ...args];
}
