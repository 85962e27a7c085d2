/**
 * `npm run faults`: interrupts what a person does in the built app (reload, close, crash, a worker that is gone, a device
 * that is lost, a script that answers 404) at random moments, and looks whether something shown as saved is lost, work ends
 * in silence, or the page is stuck. The last line is one JSON object of cells "activity/kill", with totals.
 *
 * Without options it ends within 20 minutes, every cell tried. `--tries N` tries each N times, however long that takes;
 * `--only activity/kill` or `--only activity` is that alone, and may be given several times; `--seed N` (default: drawn, and printed); `--pictures FOLDER`
 * keeps a picture of the page at each fault.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { needsBuild } from '../../scripts/builtApp.mjs';
import { runCells } from './runCells.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    tries: { type: 'string' },
    only: { type: 'string', multiple: true },
    pictures: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
const tries = values.tries === undefined ? undefined : Number(values.tries);
if (tries !== undefined && !(Number.isInteger(tries) && tries > 0)) {
  console.error(`need a whole number of at least 1 after --tries; got ${values.tries}`);
  process.exit(2);
}
console.log(`seed ${seed}`);
const root = fileURLToPath(new URL('../..', import.meta.url));
if (needsBuild(root)) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, vite, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the app did not build; see the lines above');
}
const { cells, totals } = await runCells({
  seed,
  tries,
  only: values.only,
  pictures: values.pictures,
  say: console.log,
});
console.log(JSON.stringify({ seed, totals, cells }));
process.exit(totals.lost + totals.silent + totals.stuck === 0 ? 0 : 1);
