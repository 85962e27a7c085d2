/**
 * `npm run test:node -- PATTERN`, `test:browser`, `test:e2e`: the tests of one kind whose path contains the pattern, or all
 * of them. Further options are vitest's own (`-t NAME`, `--watch`).
 */
import { needsBuild } from './builtApp.mjs';
import { ensureInstalled } from './ensureInstalled.mjs';
import { needChromium } from './findChromium.mjs';
import { root, runTool } from './runTool.mjs';

const [project, ...rest] = process.argv.slice(2);
ensureInstalled();
if (project !== 'node') process.env.CHROMIUM_PATH = await needChromium();
if (project === 'e2e' && needsBuild(root)) {
  console.log('Building the app: dist/ is missing or older than the sources …');
  const status = runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn']);
  if (status !== 0) process.exit(status);
}
process.exit(
  runTool('vitest/vitest.mjs', [...(rest.includes('--watch') ? [] : ['run']), '--project', project, ...rest]),
);
