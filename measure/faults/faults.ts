/**
 * `npm run faults`: interrupts what a person does in the built app (reload, close, crash, SIGKILL of the browser, a worker
 * that is gone, a device that is lost, a script that answers 404), and looks whether something that was to be kept is lost,
 * work ends in silence, or the page is stuck. The last line is one JSON object of cells "activity/kill", with totals.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { needsBuild } from '../../scripts/builtApp.mjs';
import { commandOptions, refuse, wholeNumber } from '../command/commandOptions.ts';
import { activityNames } from './activities/all.ts';
import { cellNames } from './cells.ts';
import { recordFaults } from './recordFaults.ts';
import { runCells } from './runCells.ts';

const usage = `npm run faults -- [options]: interrupts what a person does at random moments, and looks what is left
  --seed N           of the moments; default: drawn, and printed
  --tries N          of each cell, however long that takes; default: each once, then what 18 minutes hold
  --minutes N        after which no other try begins once each cell was tried
  --seats N          tries so many activities at the same time, each in a browser of its own; default 1
  --only CELL        "activity/kill" or "activity", such as rating/crash; may be given several times
  --pictures FOLDER  keeps a picture of the page at each fault
  --record           writes the table into docs/figures.md, after each round and at the end`;

const values = commandOptions(usage, {
  seed: { type: 'string' },
  tries: { type: 'string' },
  minutes: { type: 'string' },
  seats: { type: 'string' },
  only: { type: 'string', multiple: true },
  pictures: { type: 'string' },
  record: { type: 'boolean' },
});
const seed = wholeNumber(usage, '--seed', values.seed) ?? Math.floor(Math.random() * 1e6);
const tries = wholeNumber(usage, '--tries', values.tries, 1);
const minutes = wholeNumber(usage, '--minutes', values.minutes, 1);
const seats = wholeNumber(usage, '--seats', values.seats, 1);
const { only, pictures } = values;
for (const each of only ?? []) {
  if ([...activityNames, ...cellNames()].includes(each)) continue;
  refuse(usage, `need an activity (${activityNames.join(', ')}), or one with a kill; got “${each}”`);
}
console.log(`seed ${seed}`);
const root = fileURLToPath(new URL('../..', import.meta.url));
if (needsBuild(root)) {
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, vite, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the app did not build; see the lines above');
}
const command = [
  'npm run faults --',
  `--seed ${seed}`,
  tries && `--tries ${tries}`,
  seats && `--seats ${seats}`,
]
  .concat(only?.map(each => `--only ${each}`) ?? [])
  .filter(part => part)
  .join(' ');
const { cells, totals } = await runCells({
  ...{ seed, tries, minutes, seats, only, pictures },
  say: console.log,
  onRound: counted => values.record && recordFaults(counted, { command, only }),
});
console.log(JSON.stringify({ seed, totals, cells }));
process.exit(totals.lost + totals.silent + totals.stuck === 0 ? 0 : 1);
